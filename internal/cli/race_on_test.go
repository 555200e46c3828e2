//go:build race

package cli

// raceDetector makes everything some ten times slower.
const raceDetector = true

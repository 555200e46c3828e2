//go:build race

package eval

// raceDetector makes everything some ten times slower.
const raceDetector = true

//go:build race

package pairs

// raceDetector makes everything some ten times slower.
const raceDetector = true

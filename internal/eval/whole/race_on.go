//go:build race

package whole

const raceDetector = true

package rostrum

import "time"

// ReadDay reads an ISO day; ok is false for what is none, or is none of the calendar.
// It takes what time.Parse takes with time.DateOnly, and exists because days are read
// for nearly every sentence.
func ReadDay(s string) (day time.Time, ok bool) {
	if len(s) != len(time.DateOnly) || s[4] != '-' || s[7] != '-' {
		return time.Time{}, false
	}
	var part [3]int
	for i, n := 0, 0; i < len(s); i++ {
		switch c := s[i] - '0'; {
		case i == 4 || i == 7:
			n++
		case c > 9:
			return time.Time{}, false
		default:
			part[n] = 10*part[n] + int(c)
		}
	}
	day = time.Date(part[0], time.Month(part[1]), part[2], 0, 0, 0, 0, time.UTC)
	if day.Day() != part[2] || int(day.Month()) != part[1] { // there is none, and what follows was taken
		return time.Time{}, false
	}
	return day, true
}

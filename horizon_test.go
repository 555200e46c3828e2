package rostrum

import "testing"

func TestReadHorizon(t *testing.T) {
	for _, tt := range []struct {
		given, want string
		ok          bool
	}{
		{"2024", "2024", true},
		{"2024-h1", "2024-H1", true},
		{"2024-Q4", "2024-Q4", true},
		{"2024-12", "2024-12", true},
		{"2024-02-29", "2024-02-29", true},
		{"2021/2025", "2021/2025", true},
		{"2024-11/2025-02", "2024-11/2025-02", true},
		{"2024-H3", "", false},
		{"2024-Q5", "", false},
		{"2024-13", "", false},
		{"2024-11-40", "", false},
		{"2023-02-29", "", false},
		{"2025/2021", "", false},
		{"2021/2025-03", "", false},
		{"2021/", "", false},
		{"next-year", "", false},
		{"", "", false},
	} {
		got, ok := ReadHorizon(tt.given)
		if ok != tt.ok || ok && got != tt.want {
			t.Errorf("%q: got %q, %t; want %q, %t", tt.given, got, ok, tt.want, tt.ok)
		}
	}
}

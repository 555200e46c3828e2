package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/rostrum-watch/rostrum/internal/store"
)

// visitCookie remembers the last day that was held at the visit before and at this one,
// and when this one was last seen: "2024-11-01|2024-11-08|481234".
const visitCookie = "visit"

// apart is how long nothing is asked for before a visit is another one.
const apart = 4 * time.Hour

// sinceVisit is the stretch that Today is about where the address does not say: from
// the last day that the visit before could see, itself included as more may have come
// of it, to the last day that is held. Without a visit before, or where nothing came
// since, both are "".
func (d *desk) sinceVisit(w http.ResponseWriter, r *http.Request, f *filter) (since, last string, err error) {
	if f.err != nil || f.query.Get("from") != "" || f.query.Get("to") != "" {
		return "", "", nil
	}
	asked := strings.TrimSpace(f.query.Get("since"))
	asked, _ = f.stretch("since", asked)
	if f.err != nil {
		return "", "", f.err
	}
	days, _, err := d.app.Days(r.Context(), store.ReportFilter{Limit: 1, Outlet: f.query.Get("outlet")})
	if err != nil || len(days) == 0 {
		return "", "", err
	}
	last = days[0].Day
	if asked == "" {
		asked = d.visited(w, r, last)
	}
	if asked == "" || asked >= last {
		return "", "", nil
	}
	if from, err := time.Parse(time.DateOnly, last); err == nil {
		asked = max(asked, from.AddDate(0, 0, 1-mostDays).Format(time.DateOnly))
	}
	return asked, last, nil
}

// visited tells the last day that was held at the visit before, and remembers this one.
func (d *desk) visited(w http.ResponseWriter, r *http.Request, last string) string {
	now := time.Now
	if d.options.Now != nil {
		now = d.options.Now
	}
	hour := now().Unix() / int64(time.Hour/time.Second)
	before, at, seen := "", last, hour
	if parts := strings.Split(cookie(r, visitCookie), "|"); len(parts) == 3 {
		before, at = parts[0], parts[1]
		if n, err := strconv.ParseInt(parts[2], 10, 64); err == nil {
			seen = n
		}
		if !isDay(before) || !isDay(at) {
			before, at, seen = "", last, hour
		}
	}
	if hour-seen >= int64(apart/time.Hour) {
		before = at
	}
	remember(w, visitCookie, before+"|"+last+"|"+strconv.FormatInt(hour, 10))
	return before
}

// isDay tells whether something is a day, or nothing.
func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return s == "" || err == nil
}

package web

import (
	"net/http"
	"net/url"
	"time"
)

// What the browser remembers for the desk.
const (
	themeCookie   = "theme"
	analystCookie = "analyst"
	yearLong      = 365 * 24 * time.Hour
)

// cookie is what the browser remembers under a name.
func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	v, err := url.QueryUnescape(c.Value)
	if err != nil {
		return ""
	}
	if name == themeCookie && v != "light" && v != "dark" {
		return ""
	}
	return v
}

func remember(w http.ResponseWriter, name, value string) {
	c := &http.Cookie{Name: name, Value: url.QueryEscape(value), Path: "/", MaxAge: int(yearLong.Seconds()), HttpOnly: true, SameSite: http.SameSiteStrictMode}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

// analyst is who says corrections in this browser, as far as is known.
func (d *desk) analyst(r *http.Request) string {
	if a := cookie(r, analystCookie); a != "" {
		return a
	}
	return d.options.Analyst
}

// theme lets the browser remember light or dark.
func (d *desk) theme(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return invalidForm(err)
	}
	to := r.PostForm.Get("to")
	if to != "light" && to != "dark" {
		to = ""
	}
	remember(w, themeCookie, to)
	back(w, r, r.PostForm.Get("back"))
	return nil
}

// back leads to a page of the desk after something was written.
func back(w http.ResponseWriter, r *http.Request, to string) {
	if !local(to) {
		to = "/"
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

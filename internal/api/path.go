package api

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
)

// path is one thing that can be asked, or said: an entry of the table.
type path struct {
	method  string
	path    string // below Prefix; parts in braces are names
	id      string // for programs that are made from the description
	summary string
	says    string // more about it
	group   string

	parameters []parameter
	period     bool // from and to bound days
	whole      bool // reads the whole store each time: one at a time, and never from a cache
	signed     bool // it leaves under a name, which a stream of it wants
	slow       bool // reads much: one at a time, and once for each state

	answer reflect.Type
	entry  reflect.Type // of a list: what stands in it
	body   reflect.Type // of what is said
	find   func(context.Context, *server, *request, page) (any, error)
	// entries gives the parts of a list's answer.
	entries func(any) entries
	// take says something, and tells where it can be found from then on.
	take func(context.Context, *server, *request, any) (answer any, at string, err error)
}

// page is which part of a list is asked for.
type page struct {
	limit  int
	cursor string
}

// entries are the parts of a list's answer.
type entries struct {
	count    int
	at       func(int) any // a pointer to an entry
	next     string        // cursor of the next page
	searched *app.Searched
}

// single makes an entry of what has one answer.
func single[A any](p path, find func(context.Context, *server, *request) (*A, error)) *path {
	p.method, p.answer = "GET", reflect.TypeFor[A]()
	sign[A](&p)
	p.find = func(ctx context.Context, s *server, q *request, _ page) (any, error) { return found(find(ctx, s, q)) }
	return &p
}

// list makes an entry of a list, which can be had page by page or whole.
func list[A, E any](p path, find func(context.Context, *server, *request, page) (*A, error), parts func(*A) ([]E, string, *app.Searched)) *path {
	p.method, p.answer, p.entry = "GET", reflect.TypeFor[A](), reflect.TypeFor[E]()
	sign[A](&p)
	p.parameters = append(p.parameters, limit, cursor, format)
	p.find = func(ctx context.Context, s *server, q *request, at page) (any, error) {
		return found(find(ctx, s, q, at))
	}
	p.entries = func(answer any) entries {
		all, next, searched := parts(answer.(*A))
		return entries{len(all), func(i int) any { return &all[i] }, next, searched}
	}
	return &p
}

// saying makes an entry of something that is said.
func saying[B, A any](p path, take func(context.Context, *server, *request, *B) (*A, string, error)) *path {
	p.method, p.answer, p.body = "POST", reflect.TypeFor[A](), reflect.TypeFor[B]()
	p.take = func(ctx context.Context, s *server, q *request, body any) (any, string, error) {
		a, at, err := take(ctx, s, q, body.(*B))
		if err != nil {
			return nil, "", err
		}
		return a, at, nil
	}
	return &p
}

// sign lets a path take the name under which its answer leaves, if that may hold what
// is found to the disadvantage of people.
func sign[A any](p *path) {
	if _, p.signed = any((*A)(nil)).(app.Leaving); p.signed {
		p.parameters = append(slices.Clip(p.parameters), signature)
	}
}

// leave finds what a path answers, and makes it fit to leave the tool.
func (p *path) leave(ctx context.Context, s *server, q *request, at page) (any, error) {
	a, err := p.find(ctx, s, q, at)
	if err != nil {
		return nil, err
	}
	if found, ok := a.(app.Leaving); ok {
		found.Leave(strings.Join(strings.Fields(q.text(signature.name)), " "))
	}
	return a, nil
}

// found keeps a nil answer from becoming an interface that is not nil.
func found[A any](a *A, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return a, nil
}

// page is the part of a list that was asked for.
func (q *request) page() page { return page{q.number("limit"), q.text("cursor")} }

// notHere says that something of a path is not there.
func notHere(format string, args ...any) error {
	return rostrum.Errorf(rostrum.CodeNotFound, format, args...)
}

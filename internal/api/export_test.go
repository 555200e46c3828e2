package api

import (
	"log/slog"
	"reflect"
)

// Types are the types that the description has, by their names there.
func Types() map[string]reflect.Type {
	s := &server{paths: paths()}
	s.describe()
	all := map[string]reflect.Type{}
	for name := range s.spec.Components.Schemas.Map() {
		if t := s.spec.Components.Schemas.TypeFromRef(schemas + name); t != nil {
			all[name] = t
		}
	}
	return all
}

// MostStreams is how many streams may run at once.
const MostStreams = mostStreams

var discard = slog.New(slog.DiscardHandler)

func typeOf[T any]() reflect.Type { return reflect.TypeFor[T]() }

// Slow are the paths that read all that is held.
func Slow() []string {
	var all []string
	for _, p := range paths() {
		if p.slow || p.whole {
			all = append(all, p.path)
		}
	}
	return all
}

package finding

import (
	"github.com/rostrum-watch/rostrum/internal/pack"
)

// Write writes findings in few bytes.
func Write(w *pack.Writer, all []Finding) {
	pack.List(w, all, func(f *Finding) {
		for _, s := range []string{f.Kind, f.Subject, f.Day, f.Known, f.Says, f.Rule} {
			w.String(s)
		}
		w.Float(f.Value)
		c := &f.Coverage
		for _, s := range []string{c.Outlet, c.Lang, c.From, c.To, c.Coverage, c.Denominator} {
			w.String(s)
		}
		w.Int(c.Reports)
		w.Int(c.HeldDays)
		pack.List(w, f.Evidence, func(e *Evidence) { e.Write(w) })
	})
}

// Read reads what Write wrote.
func Read(r *pack.Reader) []Finding {
	return pack.ReadList(r, func(f *Finding) {
		c := &f.Coverage
		for _, s := range []*string{&f.Kind, &f.Subject, &f.Day, &f.Known, &f.Says, &f.Rule} {
			*s = r.String()
		}
		f.Value = r.Float()
		for _, s := range []*string{&c.Outlet, &c.Lang, &c.From, &c.To, &c.Coverage, &c.Denominator} {
			*s = r.String()
		}
		c.Reports, c.HeldDays = r.Int(), r.Int()
		f.Evidence = pack.ReadList(r, func(e *Evidence) { *e = ReadEvidence(r) })
	})
}

// Write writes a passage.
func (e *Evidence) Write(w *pack.Writer) {
	w.String(e.Report)
	w.String(e.Version)
	w.String(e.Published)
	w.Span(e.At)
	w.String(e.Quote)
}

// ReadEvidence reads a passage.
func ReadEvidence(r *pack.Reader) Evidence {
	return Evidence{Report: r.String(), Version: r.String(), Published: r.String(), At: r.Span(), Quote: r.String()}
}

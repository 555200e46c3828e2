package posting

import (
	"fmt"
	"slices"
	"sync"

	"github.com/rostrum-watch/rostrum/internal/search"
)

// mostKnown is how many phrases and NEARs a segment remembers.
const mostKnown = 8

// worthKnowing is in how many documents something has to be for that.
var worthKnowing = 256

// known is what was found of phrases and NEARs in a segment, which never changes: to
// find where words stand beside one another takes the longer the commoner they are, and
// who reads the next page, asks for facets or narrows a query asks for the same again,
// whatever came in meanwhile. Each takes six bytes for a document that has it.
type known struct {
	mu  sync.Mutex
	all []knownLeaf // the last that was asked for first
}

type knownLeaf struct {
	node  string
	docs  []uint32
	times []uint16 // of each of them
}

func (k *known) get(node string) *knownLeaf {
	k.mu.Lock()
	defer k.mu.Unlock()
	i := slices.IndexFunc(k.all, func(l knownLeaf) bool { return l.node == node })
	if i < 0 {
		return nil
	}
	one := k.all[i]
	copy(k.all[1:], k.all[:i])
	k.all[0] = one
	return &one
}

func (k *known) put(one knownLeaf) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.all = slices.Insert(k.all, 0, one)
	k.all = k.all[:min(len(k.all), mostKnown)]
}

// known gives what was found of a phrase or a NEAR, and finds it where nobody did.
func (e *evaluation) known(n search.Node, times []uint16, find func() (set, error)) (set, error) {
	node := fmt.Sprintf("%#v", n)
	if one := e.s.known.get(node); one != nil {
		found := newSet(e.s.Docs())
		for i, doc := range one.docs {
			found.add(doc)
			times[doc] = one.times[i]
		}
		return found, nil
	}
	found, err := find()
	if err != nil {
		return nil, err
	}
	if count := found.count(); count >= worthKnowing {
		one := knownLeaf{node, make([]uint32, 0, count), make([]uint16, 0, count)}
		found.each(func(doc uint32) { one.docs, one.times = append(one.docs, doc), append(one.times, times[doc]) })
		e.s.known.put(one)
	}
	return found, nil
}

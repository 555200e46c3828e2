package archive

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"testing"

	"github.com/transparency-dev/merkle/rfc6962"
)

// naive is the tree head as RFC 6962, 2.1, defines it.
func naive(leaves [][]byte) []byte {
	switch n := len(leaves); n {
	case 0:
		return rfc6962.DefaultHasher.EmptyRoot()
	case 1:
		return leaves[0]
	default:
		k := 1
		for k*2 < n {
			k *= 2
		}
		return rfc6962.DefaultHasher.HashChildren(naive(leaves[:k]), naive(leaves[k:]))
	}
}

// TestLog holds the head against the definition, with the edge written and read
// again between any two entries.
func TestLog(t *testing.T) {
	l, err := NewLog(0, nil)
	if err != nil {
		t.Fatal(err)
	}
	var leaves [][]byte
	for i := range 70 {
		root, err := l.Root()
		if err != nil || !bytes.Equal(root, naive(leaves)) {
			t.Fatalf("%d entries: got %x, %v", i, root, err)
		}
		e := Entry{Report: fmt.Sprint("r", i), Version: "sha256:00"}
		hash := e.Hash()
		leaves = append(leaves, hash[:])
		if err := l.Append(hash); err != nil {
			t.Fatal(err)
		}
		if l, err = NewLog(l.Size(), l.Edge()); err != nil || l.Size() != uint64(i+1) {
			t.Fatal(i, err)
		}
	}
	for _, bad := range []struct {
		size uint64
		edge []byte
	}{{3, make([]byte, 32)}, {1, make([]byte, 31)}, {0, make([]byte, 32)}} {
		if _, err := NewLog(bad.size, bad.edge); err == nil {
			t.Errorf("an edge of %d bytes for %d entries was taken", len(bad.edge), bad.size)
		}
	}
}

// TestEntry_Hash holds that every field counts and none can pass for another.
func TestEntry_Hash(t *testing.T) {
	seen := map[string]int{}
	for i, e := range []Entry{{}, {Report: "x"}, {Version: "x"}, {Outlet: "x"}, {Lang: "x"}, {Published: "x"}, {Retrieved: "x"}, {Topic: "x"}, {URL: "x"},
		{Raw: []byte("x")}, {Report: "x\"\n\"y"}, {Report: "x", Version: "y"}, {Outlet: "a", Lang: "b"}, {Outlet: "a\nb"}} {
		h := e.Hash()
		if at, ok := seen[hex.EncodeToString(h[:])]; ok {
			t.Errorf("entries %d and %d have one hash", at, i)
		}
		seen[hex.EncodeToString(h[:])] = i
	}
	// A head that was written down must hold for ever: this is how entries of
	// today are hashed.
	e := Entry{Report: "vdb-1", Version: "sha256:00", Outlet: "VDB", Lang: "en", Published: "2031-04-01", Retrieved: "2031-04-02", Topic: "T", URL: "u", Raw: []byte{1}}
	if h := e.Hash(); hex.EncodeToString(h[:]) != "ebd19bfb84e1192ba16b42d0f75331fc8049176c99ebe1d1490adb04cb9bdb9b" {
		t.Errorf("the hash of an entry changed: %x", h)
	}
}

// FuzzEntry_Hash holds the leaf of an entry to how the log was begun: each field as
// fmt quotes it.
func FuzzEntry_Hash(f *testing.F) {
	f.Add("kl-1", "https://gazette.example/1?a=b", []byte{1, 2})
	f.Add("\"quoted\" \\ \x00\x7f\n", "né ~}\u2028\xff", []byte{})
	f.Fuzz(func(t *testing.T, report, url string, raw []byte) {
		e := Entry{Report: report, Version: "sha256:00", URL: url, Raw: raw}
		leaf := fmt.Appendf(nil, "rostrum version 1\n%q\n%q\n\"\"\n\"\"\n\"\"\n\"\"\n\"\"\n%q\n%q\n", report, e.Version, url, hex.EncodeToString(raw))
		if got := e.Hash(); !bytes.Equal(got[:], rfc6962.DefaultHasher.HashLeaf(leaf)) {
			t.Errorf("%q, %q, %x: another leaf", report, url, raw)
		}
	})
}

func TestPack(t *testing.T) {
	for _, raw := range [][]byte{nil, []byte("x"), []byte(`{"id":"a"}`), bytes.Repeat([]byte("The Steward looked round. "), 5000)} {
		got, err := Unpack(Pack(raw))
		if err != nil || !bytes.Equal(got, raw) {
			t.Errorf("%d bytes: got %d, %v", len(raw), len(got), err)
		}
	}
	packed := Pack(bytes.Repeat([]byte("The Steward looked round. "), 50))
	for _, bad := range [][]byte{packed[:len(packed)-1], nil, {0xff, 0xff, 0xff, 0xff, 0x0f}} {
		if _, err := Unpack(bad); err == nil {
			t.Errorf("%d bytes that are no block were taken", len(bad))
		}
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add(Pack([]byte("text")))
	f.Fuzz(func(_ *testing.T, packed []byte) { _, _ = Unpack(packed) })
}

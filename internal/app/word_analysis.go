package app

import (
	"github.com/rostrum-watch/rostrum/internal/analysis/phrase"
	"github.com/rostrum-watch/rostrum/internal/analysis/wordbook"
	"github.com/rostrum-watch/rostrum/internal/holding"
)

// WordAnalysis finds what became of phrases and of leaders' titles, in the words of
// outlets and of those whom they publish.
func WordAnalysis() Analysis {
	return Analysis{
		Kinds: []Kind{
			{Name: phrase.Born, Means: "a phrase that was not used before is in steady use", Alarm: true},
			{Name: phrase.Died, Means: "a phrase that was in steady use is used no more", Alarm: true},
			{Name: phrase.Back, Means: "a phrase that was used no more is used again"},
			{Name: phrase.Burst, Means: "a phrase is used far more often for some months"},
			{Name: phrase.Rendering, Means: "a phrase gave way to another in the same company"},
			{Name: phrase.Reworded, Means: "a phrase came or went, but the same is said in other words"},
			{Name: phrase.TitleFirst, Means: "a leader is first given a title"}, // of which title_first raises the alarm
			{Name: phrase.TitleDied, Means: "a leader is given a title no more"},
		},
		Texts: true,
		Begin: func(h *Holdings, past *Past) Onward { return h.Profiles.Words.begin(h, past) },
	}
}

// reading makes of a report what phrases are counted in.
func reading(reader PassageReader, words *phrase.Words, r *holding.Report) *phrase.Reading {
	return words.Read(source(reader, r))
}

// posts are the titles of leaders that a book lists.
func posts(b *wordbook.Book) []phrase.Post {
	var all []phrase.Post
	for _, t := range b.Titles {
		all = append(all, phrase.Post(t))
	}
	return all
}

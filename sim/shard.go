package sim

import (
	"fmt"
	"strconv"
	"strings"
)

// Shard is one of several parts of the draws of a run, each lived on a machine
// of its own.
type Shard struct {
	Number int `json:"number"` // from 0
	Of     int `json:"of"`
}

// MaxShards is the most parts of a run.
const MaxShards = 100_000

// ParseShard reads a shard as a flag says it: 3/16 is the fourth of sixteen, as
// array jobs number their tasks.
func ParseShard(text string) (Shard, error) {
	number, of, _ := strings.Cut(text, "/")
	i, wrong := strconv.Atoi(number)
	n, no := strconv.Atoi(of)
	s := Shard{i, n}
	if wrong != nil || no != nil || s.Sound() != nil {
		return Shard{}, noShard(text)
	}
	return s, nil
}

func noShard(text string) error {
	return fmt.Errorf("%q is no shard; allowed: i/n, n from 1 to %d and i from 0 to n-1, as 0/16 to 15/16", text, MaxShards)
}

// Sound says that there cannot be such a shard: one that is read from a file is
// asked before anything is divided by its parts.
func (s Shard) Sound() error {
	if s.Of < 1 || s.Of > MaxShards || s.Number < 0 || s.Number >= s.Of {
		return noShard(s.String())
	}
	return nil
}

// String is the shard as ParseShard reads it.
func (s Shard) String() string { return fmt.Sprintf("%d/%d", s.Number, s.Of) }

// Among is the shard's part of so many things in order, from first to before:
// parts differ by one thing at most, and together they are all, each once.
func (s Shard) Among(all int) (first, before int) {
	return s.Number * all / s.Of, (s.Number + 1) * all / s.Of
}

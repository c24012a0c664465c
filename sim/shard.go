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
	if wrong != nil || no != nil || n < 1 || n > MaxShards || i < 0 || i >= n {
		return Shard{}, fmt.Errorf("%q is no shard; allowed: i/n, n from 1 to %d and i from 0 to n-1, as 0/16 to 15/16", text, MaxShards)
	}
	return Shard{i, n}, nil
}

// String is the shard as ParseShard reads it.
func (s Shard) String() string { return fmt.Sprintf("%d/%d", s.Number, s.Of) }

// Among is the shard's part of so many things in order, from first to before:
// parts differ by one thing at most, and together they are all, each once.
func (s Shard) Among(all int) (first, before int) {
	return s.Number * all / s.Of, (s.Number + 1) * all / s.Of
}

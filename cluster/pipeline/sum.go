package pipeline

import (
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"slices"

	"sendsim/outputs"
	"sendsim/sim/sweep"
)

// sum is what parts of one combination come to, and their digests.
type sum struct {
	tally sweep.Tally
	parts []summed // by block
}

// summed is a part that is in a sum.
type summed struct {
	block  int
	digest outputs.Digest // without a name, which follows from the block
}

func partSum(block int, l outputs.LivedPart) sum {
	return sum{l.Tally, []summed{{block, l.File}}}
}

// add adds other parts.
func (s *sum) add(o sum) error {
	for _, p := range o.parts {
		if slices.ContainsFunc(s.parts, func(own summed) bool { return own.block == p.block }) {
			return errors.New("pipeline: a part was added up twice")
		}
	}
	s.tally.Merge(&o.tally)
	s.parts = append(s.parts, o.parts...)
	slices.SortFunc(s.parts, func(a, b summed) int { return cmp.Compare(a.block, b.block) })
	return nil
}

// bytes is the sum as it is shuffled.
func (s sum) bytes() []byte {
	tally := s.tally.Bytes()
	b := binary.AppendUvarint(nil, uint64(len(tally)))
	b = binary.AppendUvarint(append(b, tally...), uint64(len(s.parts)))
	for _, p := range s.parts {
		b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(p.block)), uint64(p.digest.Bytes))
		digest, err := hex.DecodeString(p.digest.SHA256)
		if err != nil || len(digest) != digestBytes {
			panic("pipeline: a digest is not one: " + p.digest.SHA256)
		}
		b = append(b, digest...)
	}
	return b
}

const digestBytes = 32 // SHA-256

var errNotSum = errors.New("pipeline: these are not the bytes of a sum")

func sumOf(b []byte) (s sum, err error) {
	n, at := binary.Uvarint(b)
	if at <= 0 || n > uint64(len(b)-at) {
		return s, errNotSum
	}
	if s.tally, err = sweep.TallyOf(b[at : at+int(n)]); err != nil {
		return s, err
	}
	rest := b[at+int(n):]
	next := func() uint64 {
		v, n := binary.Uvarint(rest)
		rest = rest[max(n, 0):]
		return v
	}
	parts := next()
	for len(rest) > digestBytes {
		one := summed{block: int(next()), digest: outputs.Digest{Bytes: int64(next())}}
		if len(rest) < digestBytes {
			return s, errNotSum
		}
		one.digest.SHA256 = hex.EncodeToString(rest[:digestBytes])
		s.parts, rest = append(s.parts, one), rest[digestBytes:]
	}
	if len(rest) > 0 || len(s.parts) == 0 || uint64(len(s.parts)) != parts {
		return s, errNotSum
	}
	return s, nil
}

// addUp adds two sums of one combination: the same in any order and grouping.
func addUp(a, b []byte) ([]byte, error) {
	switch {
	case len(a) == 0:
		return b, nil
	case len(b) == 0:
		return a, nil
	}
	s, err := sumOf(a)
	if err != nil {
		return nil, err
	}
	o, err := sumOf(b)
	if err != nil {
		return nil, err
	}
	if err := s.add(o); err != nil {
		return nil, err
	}
	return s.bytes(), nil
}

// together puts all combinations under one key, each with its number before its
// sum.
func together(combination int, of []byte) (int, []byte) {
	return 0, append(binary.AppendUvarint(nil, uint64(combination)), of...)
}

func numbered(b []byte) (combination int, s sum, err error) {
	n, at := binary.Uvarint(b)
	if at <= 0 {
		return 0, s, errNotSum
	}
	s, err = sumOf(b[at:])
	return int(n), s, err
}

package rng

import (
	"fmt"
	"math"
	"testing"
)

// Results of benchmarks go here, so that the work is not optimised away.
var (
	sinkWord  uint64
	sinkFloat float64
	sinkInt   int
)

func BenchmarkKey(b *testing.B) {
	seed, tag := Seed(1), Name("bench")
	b.Run("Word", func(b *testing.B) {
		var x uint64
		for i := 0; b.Loop(); i++ {
			x += seed.Word(uint64(i))
		}
		sinkWord = x
	})
	b.Run("Nth+Word", func(b *testing.B) {
		var x uint64
		for i := 0; b.Loop(); i++ {
			x += seed.Nth(uint64(i)).Word(0)
		}
		sinkWord = x
	})
	b.Run("Nth+At+Nth+Word", func(b *testing.B) {
		var x uint64
		for i := 0; b.Loop(); i++ {
			x += seed.Nth(uint64(i)).At(tag).Nth(3).Word(0)
		}
		sinkWord = x
	})
	b.Run("chain", func(b *testing.B) {
		k := seed
		for b.Loop() {
			k = k.Nth(1)
		}
		sinkWord = uint64(k)
	})
	b.Run("Uniform", func(b *testing.B) {
		var x float64
		for i := 0; b.Loop(); i++ {
			x += Uniform(seed.Word(uint64(i)))
		}
		sinkFloat = x
	})
	b.Run("Stream.Word", func(b *testing.B) {
		s, x := seed.Stream(), uint64(0)
		for b.Loop() {
			x += s.Word()
		}
		sinkWord = x
	})
	b.Run("Source", func(b *testing.B) {
		s, x := seed.Source(), uint64(0)
		for b.Loop() {
			x += s.Uint64()
		}
		sinkWord = x
	})
}

func BenchmarkExpNeg(b *testing.B) {
	x, y := 0.0, 0.0
	for b.Loop() {
		y += ExpNeg(x)
		x += 0.001
		if x > 2 {
			x = 0
		}
	}
	sinkFloat = y
}

func BenchmarkMathExp(b *testing.B) {
	x, y := 0.0, 0.0
	for b.Loop() {
		y += math.Exp(-x)
		x += 0.001
		if x > 2 {
			x = 0
		}
	}
	sinkFloat = y
}

// sizes are counts and chances from the study of samplers, and larger.
var sizes = []struct {
	n int
	p float64
}{{3, .1}, {20, .05}, {200, .1}, {200, .25}, {2000, .03}, {20_000, .002}, {20_000, .01}, {1_000_000, .3}}

func BenchmarkBinomial(b *testing.B) {
	for _, c := range sizes {
		name := fmt.Sprintf("n=%d,p=%v", c.n, c.p)
		b.Run("inversion/"+name, func(b *testing.B) {
			k, sum := Seed(1), 0
			for i := 0; b.Loop(); i++ {
				sum += Binomial(Uniform(k.Word(uint64(i))), c.n, c.p)
			}
			sinkInt = sum
		})
		b.Run("hazard/"+name, func(b *testing.B) {
			k, sum, h := Seed(1), 0, -math.Log1p(-c.p)
			for i := 0; b.Loop(); i++ {
				sum += BinomialHazard(Uniform(k.Word(uint64(i))), c.n, h)
			}
			sinkInt = sum
		})
		b.Run("stream/"+name, func(b *testing.B) {
			s, sum := Seed(1).Stream(), 0
			for b.Loop() {
				sum += s.Binomial(c.n, c.p)
			}
			sinkInt = sum
		})
	}
	b.Run("hazard/quiet", func(b *testing.B) {
		k, sum := Seed(1), 0
		for i := 0; b.Loop(); i++ {
			sum += BinomialHazard(Uniform(k.Word(uint64(i))), 4, 0.001)
		}
		sinkInt = sum
	})
}

func BenchmarkPoisson(b *testing.B) {
	for _, lambda := range []float64{0.1, 3, 20, 50, 70, 1000, 1e5, 1e7} {
		b.Run(fmt.Sprint(lambda), func(b *testing.B) {
			k, sum := Seed(1), 0
			for i := 0; b.Loop(); i++ {
				sum += Poisson(Uniform(k.Word(uint64(i))), lambda)
			}
			sinkInt = sum
		})
	}
}

func BenchmarkSplit(b *testing.B) {
	weights := []float64{.85, .04, .03, .02, .02, .01, .01, .01, .01}
	var s Shares
	b.Run("Fill", func(b *testing.B) {
		for b.Loop() {
			s.Fill(weights, 0)
			sinkInt = s.Pick(1)
		}
	})
	b.Run("Pick", func(b *testing.B) {
		k, sum := Seed(1), 0
		for i := 0; b.Loop(); i++ {
			sum += s.Pick(k.Word(uint64(i)))
		}
		sinkInt = sum
	})
	b.Run("Choose", func(b *testing.B) {
		k, sum := Seed(1), 0
		for i := 0; b.Loop(); i++ {
			sum += Choose(Uniform(k.Word(uint64(i))), weights)
		}
		sinkInt = sum
	})
	for _, n := range []int{10, 50, 100, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			k := Seed(1)
			for i := 0; b.Loop(); i++ {
				s.Split(k.Nth(uint64(i)), 1, n, func(j, n int) { sinkInt += n })
			}
		})
	}
}

func BenchmarkNormal(b *testing.B) {
	k, sum := Seed(1), 0.0
	for i := 0; b.Loop(); i++ {
		sum += Normal(Uniform(k.Word(uint64(i))))
	}
	sinkFloat = sum
}

package oracle_test

import (
	"fmt"
	"testing"
	"time"

	"sendsim/cohorts"
	"sendsim/internal/oracle"
	"sendsim/internal/rng"
)

func engine(p *cohorts.Params, start *cohorts.State, factors func(cohorts.Term) cohorts.Factors, terms int, key rng.Key, w *cohorts.Scratch, each func(*cohorts.State, *cohorts.Flows)) {
	s := *start
	s.Term = p.First
	var f cohorts.Flows
	for range terms {
		x := factors(s.Term)
		f = cohorts.Flows{}
		w.Advance(&s, &x, key, &f)
		each(&s, &f)
	}
}

func TestEngine(t *testing.T) {
	p, start := oracle.Synthetic()
	if err := p.Check(oracle.SyntheticTerms); err != nil {
		t.Log(err)
	}
	var all []cohorts.Term
	term := p.First
	for range oracle.SyntheticTerms {
		all = append(all, term)
		term = term.Next()
	}
	sel := []cohorts.Term{all[0], all[1], all[2], all[4], all[5], all[8], all[14], all[20], all[29]}
	n := 4000
	mo := oracle.NewMoments(sel...)
	mb := oracle.NewMoments(sel...)
	me := oracle.NewMoments(sel...)
	for seed, m := range map[uint64]*oracle.Moments{100: mo, 101: mb} {
		st := rng.Seed(seed).Stream()
		t0 := time.Now()
		for range n {
			oracle.Future(p, start, oracle.Levers, oracle.SyntheticTerms, st.Uniform, m.Each)
		}
		fmt.Println("oracle", time.Since(t0)/time.Duration(n))
	}
	show := func(name string, a, b *oracle.Moments) {
		d := oracle.Compare(a, b)
		fmt.Println("==", name, len(d), "beyond 2:", len(oracle.Beyond(d, 2)), "3:", len(oracle.Beyond(d, 3)), "4:", len(oracle.Beyond(d, 4)))
		for i, x := range d {
			if i < 3 || (x.Z > 4 || x.Z < -4) && i < 40 {
				fmt.Println(x)
			}
		}
	}
	show("oracle/oracle", mo, mb)
	w := cohorts.NewScratch()
	w.Begin(p)
	t0 := time.Now()
	for i := range n {
		engine(p, start, oracle.Levers, oracle.SyntheticTerms, rng.Seed(7).Nth(uint64(i)), w, me.Each)
	}
	fmt.Println("engine", time.Since(t0)/time.Duration(n))
	show("oracle/engine", mo, me)
}

package oracle_test

import (
	"fmt"
	"testing"
	"time"

	"sendsim/cohorts"
	"sendsim/cohorts/steptest"
	"sendsim/internal/oracle"
	"sendsim/internal/rng"
)

func engine(p *cohorts.Params, start *cohorts.State, factors func(cohorts.Term) cohorts.Factors, terms int, key rng.Key, w *cohorts.Scratch, each func(*cohorts.State, *cohorts.Flows)) {
	s := *start
	s.Term = p.First
	var f cohorts.Flows
	for range terms {
		x := factors(s.Term)
		w.Advance(&s, &x, key, &f)
		each(&s, &f)
	}
}

func against(t *testing.T, name string, p *cohorts.Params, start *cohorts.State, pol func(cohorts.Term) cohorts.Factors, terms, n int, seed uint64) {
	if err := p.Check(terms); err != nil {
		t.Log(err)
	}
	var all []cohorts.Term
	term := p.First
	for i := range terms {
		if i < 3 || i%4 == 1 || i == terms-1 {
			all = append(all, term)
		}
		term = term.Next()
	}
	mo := oracle.NewMoments(all...)
	me := oracle.NewMoments(all...)
	st := rng.Seed(seed).Stream()
	t0 := time.Now()
	for range n {
		oracle.Future(p, start, pol, terms, st.Uniform, mo.Each)
	}
	to := time.Since(t0) / time.Duration(n)
	w := cohorts.NewScratch()
	w.Begin(p)
	t0 = time.Now()
	for i := range n {
		engine(p, start, pol, terms, rng.Seed(7+seed).Nth(uint64(i)), w, me.Each)
	}
	fmt.Println("==", name, start.Plans(), start.Population(), "oracle", to, "engine", time.Since(t0)/time.Duration(n))
	d := oracle.Compare(mo, me)
	fmt.Println(len(d), "beyond 2:", len(oracle.Beyond(d, 2)), "3:", len(oracle.Beyond(d, 3)), "4:", len(oracle.Beyond(d, 4)))
	for _, x := range oracle.Beyond(d, 4)[:min(25, len(oracle.Beyond(d, 4)))] {
		fmt.Println(x)
	}
}

func rest(cohorts.Term) cohorts.Factors { return cohorts.Rest() }

func TestEngine(t *testing.T) {
	p, s := oracle.Synthetic()
	against(t, "rest", p, s, rest, 30, 4000, 1)
	p, s = steptest.Plain(1, 18)
	against(t, "plain", p, s, rest, 18, 2000, 3)
	p, s = oracle.SyntheticOf(7)
	against(t, "seven", p, s, oracle.Levers, 30, 2000, 2)
}

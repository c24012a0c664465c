package calibration

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/rng"
)

const dataFolder = "../../shared/data"

var realSet = sync.OnceValues(func() (*evidence.Set, error) {
	set, _, err := evidence.Import(os.DirFS(filepath.Join(dataFolder, "sen2")), os.DirFS(filepath.Join(dataFolder, "panel")), nil)
	return set, err
})

func published(t testing.TB) *evidence.Set {
	t.Helper()
	if _, err := os.Stat(dataFolder); err != nil {
		t.Skip("the published data are not beside the repository: skipped")
	}
	set, err := realSet()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestLookNational(t *testing.T) {
	set := published(t).Known(evidence.KnownIn(2024))
	n, ps, err := fitNational(set.England, 2024)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range ps {
		fmt.Printf("%-28s prior %.3f %.3f post %.4f %.4f\n", p.Name, p.Prior.Mean, p.Prior.SD, p.Post.Mean, p.Post.SD)
	}
	fmt.Println(n.Rows[0], n.Stock, n.Entries, len(set.Authorities), set.LeftOut)
	fmt.Println(entryGrowth(set.England, 2023), netLeaving(set.England, 2015, 2023))
}

func TestLookHyper(t *testing.T) {
	set := published(t).Known(evidence.KnownIn(2024))
	var es, ls [][]point
	for _, f := range set.Authorities {
		d := deviationsOf(f, set.England, 2024)
		es = append(es, d.entry)
		ls = append(ls, d.leaving)
	}
	fmt.Println(fitHyper(es, entryStart))
	fmt.Println(fitHyper(ls, leavingStart))
}

var realLibrary = sync.OnceValues(func() (*Library, error) {
	set, err := realSet()
	if err != nil {
		return nil, err
	}
	return Calibrate(set, 2024)
})

func fitted(t testing.TB) *Library {
	t.Helper()
	published(t)
	l, err := realLibrary()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

var ten = []string{"Stockton-on-Tees", "Wiltshire", "Solihull", "Leicestershire", "Kent", "Rutland", "Birmingham", "Newham", "Leeds", "Bracknell Forest"}

func TestLookSettle(t *testing.T) {
	t0 := time.Now()
	l := fitted(t)
	fmt.Println("calibrate", time.Since(t0))
	var p cohorts.Params
	var s cohorts.State
	for _, name := range ten {
		a, err := l.Authority(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Printf("== %s plans %d pop %.0f\n", name, a.start.Plans(), sum(a.Structure.Population[:]))
		for k := range 4 {
			a.Settle(k, rng.Seed(1), &p, &s)
			tg := a.Targets(k, LuckOf(rng.Seed(1)))
			if err := p.Check(Terms); err != nil {
				t.Fatal(err)
			}
			fmt.Printf("  E %.0f %.0f %.0f net %.3f %.3f end %.3f arr %.3f L %.2f %.2f arrivals %.1f demand %.0f %.0f %.0f %.0f %.0f %.0f cap %.0f f %.2f %.2f req %d ass %d %d disp %d %d %d sup %d without %d N34 %.0f\n", tg.Entries[0], tg.Entries[1], tg.Entries[9], tg.Net[0], tg.Net[1], tg.Ended[0], tg.Arrived[0],
				p.Review.Leaving[0], p.Review.Leaving[3], p.Population.Arrivals[0], p.Pipeline.Demand[0], p.Pipeline.Demand[1], p.Pipeline.Demand[2], p.Pipeline.Demand[3], p.Pipeline.Demand[4], p.Pipeline.Demand[5], p.Pipeline.Capacity[0], p.Pipeline.Finish[0], p.Pipeline.Finish[1],
				s.Requested.Total(), s.Assessing[0].Total(), s.Assessing[1].Total(), s.Disputing[0].Total(), s.Disputing[1].Total(), s.Disputing[2].Total(), s.Support.Total(), s.Without.Total(), tg.Stock[10])
		}
	}
}

func BenchmarkSettle(b *testing.B) {
	a, err := fitted(b).Authority("Kent")
	if err != nil {
		b.Fatal(err)
	}
	var p cohorts.Params
	var s cohorts.State
	a.Settle(0, rng.Seed(1), &p, &s)
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		a.Settle(i, rng.Seed(1), &p, &s)
	}
}

func TestLookYears(t *testing.T) {
	l := fitted(t)
	var p cohorts.Params
	var s cohorts.State
	w := cohorts.NewScratch()
	rest := cohorts.Rest()
	const draws = 300
	for _, name := range ten {
		a, _ := l.Authority(name)
		var issued, want, ended, wantEnd, arr, wantArr, stock, wantStock [11]float64
		for k := range draws {
			seed := rng.Seed(7)
			a.Settle(k, seed, &p, &s)
			tg := a.Targets(k, LuckOf(seed))
			w.Begin(&p)
			for y := range 10 {
				want[y] += tg.Entries[y]
				wantEnd[y] += tg.Ended[y] * tg.Stock[y]
				wantArr[y] += tg.Arrived[y] * tg.Stock[y]
				wantStock[y] += tg.Stock[y]
				stock[y] += float64(s.Plans())
				for range 3 {
					var f cohorts.Flows
					w.Advance(&s, &rest, seed.At(a.tag).Nth(uint64(k)), &f)
					issued[y] += float64(f.Issued)
					ended[y] += float64(f.EndedInAll())
					arr[y] += float64(f.Arrived)
				}
			}
		}
		fmt.Printf("%-18s", name)
		for y := range 10 {
			fmt.Printf(" %d: E %.0f/%.0f(%.2f) end %.0f/%.0f arr %.0f/%.0f N %.0f/%.0f(%.2f) |", 2024+y, issued[y]/draws, want[y]/draws, issued[y]/want[y], ended[y]/draws, wantEnd[y]/draws, arr[y]/draws, wantArr[y]/draws, stock[y]/draws, wantStock[y]/draws, stock[y]/wantStock[y])
			if y == 0 || y == 1 || y == 4 {
				fmt.Print("\n    ")
			}
		}
		fmt.Println()
	}
}

func TestLookAges(t *testing.T) {
	l := fitted(t)
	a, _ := l.Authority("Kent")
	r := &a.Structure.Rates.Review
	fmt.Println("age  ask entry met out finish")
	for x := range ages {
		fmt.Printf("%2d plans %4d ask %.3f entry %.3f met %.4f out %.4f fin %.3f arr %.3f new %.2f\n", x, a.start.Aged(cohorts.Age(x)), a.Structure.Ask[x], a.Structure.Entry[x], r.Met[x], r.Out[x], r.Finish[x], a.Structure.Rates.Population.ArrivalAge[x], a.Structure.Rates.Placement.New[x])
	}
	fmt.Println("finishIn", r.FinishIn)
	var p cohorts.Params
	var s cohorts.State
	w := cohorts.NewScratch()
	rest := cohorts.Rest()
	const draws = 100
	var stock [11][ages]float64
	for k := range draws {
		a.Settle(k, rng.Seed(7), &p, &s)
		w.Begin(&p)
		for y := range 11 {
			for x := range ages {
				stock[y][x] += float64(s.Aged(cohorts.Age(x))) / draws
			}
			for range 3 {
				var f cohorts.Flows
				w.Advance(&s, &rest, rng.Seed(7).Nth(uint64(k)), &f)
			}
		}
	}
	for x := range ages {
		for y := range 11 {
			fmt.Printf("%6.0f", stock[y][x])
		}
		fmt.Println("  age", x)
	}
}

func TestLookDepletion(t *testing.T) {
	l := fitted(t)
	var p cohorts.Params
	var s cohorts.State
	w := cohorts.NewScratch()
	rest := cohorts.Rest()
	const draws = 200
	for _, name := range []string{"Solihull", "Kent", "Leeds"} {
		a, _ := l.Authority(name)
		fmt.Println(name)
		var pop0 [ages]float64
		copy(pop0[:], a.Structure.Population[:])
		var asked, demand, issued, want, backlog, cohort, refused, disp [10]float64
		for k := range draws {
			seed := rng.Seed(7)
			a.Settle(k, seed, &p, &s)
			tg := a.Targets(k, LuckOf(seed))
			on0, off0 := s.Support, s.Without
			w.Begin(&p)
			for y := range 10 {
				want[y] += tg.Entries[y]
				for x := range ages {
					cohort[y] += (p.Pipeline.FromSupport[x]*float64(on0[x]) + p.Pipeline.Direct[x]*float64(off0[x])) * float64(s.Support[x]+s.Without[x]) / float64(on0[x]+off0[x]) / draws
				}
				for q := range 3 {
					demand[y] += p.Pipeline.Demand[3*y+q]
					var f cohorts.Flows
					w.Advance(&s, &rest, seed.At(a.tag).Nth(uint64(k)), &f)
					issued[y] += float64(f.Issued)
					asked[y] += float64(f.Requests)
					backlog[y] += float64(s.Assessing[1].Total()) / 3
					refused[y] += float64(f.Refused)
					for _, x := range s.Disputing {
						disp[y] += float64(x.Total()) / 3
					}
				}
			}
		}
		for y := range 10 {
			fmt.Printf("  %d demand %.0f asked %.0f (%.3f) cohort %.3f issued %.0f want %.0f backlog %.0f refused %.3f disputes %.0f yield %.3f\n", 2024+y, demand[y]/draws, asked[y]/draws, asked[y]/demand[y], cohort[y], issued[y]/draws, want[y]/draws, backlog[y]/draws, refused[y]/asked[y], disp[y]/draws, issued[y]/asked[y])
		}
	}
}

func TestLookEngland(t *testing.T) {
	l := fitted(t)
	var p cohorts.Params
	var s cohorts.State
	w := cohorts.NewScratch()
	rest := cohorts.Rest()
	const draws = 6
	var set, nd [11][13]float64
	var band [11][5]float64
	var unplaced, ind, enh, wait, up, down, aside, nc, tot, e, end, arr, want, wantN [11]float64
	var fresh [11][13]float64
	var ended [11][9]float64
	for _, a := range l.Authorities {
		for k := range draws {
			seed := rng.Seed(3)
			a.Settle(k, seed, &p, &s)
			tg := a.Targets(k, LuckOf(seed))
			w.Begin(&p)
			for y := range 11 {
				want[y] += tg.Entries[y] / draws
				wantN[y] += tg.Stock[y] / draws
				s.EachCell(func(c cohorts.Cell, n int32) {
					set[y][c.Setting] += float64(n) / draws
					nd[y][c.Need] += float64(n) / draws
					band[y][cohorts.BandOf(c.Age)] += float64(n) / draws
				})
				tot[y] += float64(s.Plans()) / draws
				for range 3 {
					var f cohorts.Flows
					w.Advance(&s, &rest, seed.At(a.tag).Nth(uint64(k)), &f)
					for _, u := range f.Unplaced {
						unplaced[y] += float64(u) / draws
					}
					ind[y] += float64(f.ToIndependent) / draws
					enh[y] += float64(f.ToEnhanced) / draws
					wait[y] += float64(f.ToWaiting) / draws
					up[y] += float64(f.MovedUp) / draws
					down[y] += float64(f.MovedDown) / draws
					aside[y] += float64(f.MovedAside) / draws
					nc[y] += float64(f.NeedChanged) / draws
					e[y] += float64(f.Issued) / draws
					end[y] += float64(f.EndedInAll()) / draws
					arr[y] += float64(f.Arrived) / draws
					for i, n := range f.NewPlans {
						fresh[y][i] += float64(n) / draws
					}
					for i, n := range f.Ended {
						ended[y][i] += float64(n) / draws
					}
				}
			}
		}
	}
	row := func(name string, of func(y int) float64, f string) {
		fmt.Printf("%-22s", name)
		for y := range 11 {
			fmt.Printf(f, of(y))
		}
		fmt.Println()
	}
	row("plans", func(y int) float64 { return tot[y] }, "%9.0f")
	row("target", func(y int) float64 { return wantN[y] }, "%9.0f")
	row("issued", func(y int) float64 { return e[y] }, "%9.0f")
	row("target", func(y int) float64 { return want[y] }, "%9.0f")
	row("ended", func(y int) float64 { return end[y] }, "%9.0f")
	row("arrived", func(y int) float64 { return arr[y] }, "%9.0f")
	for i := range 9 {
		row("  "+cohorts.Reason(i).String(), func(y int) float64 { return ended[y][i] }, "%9.0f")
	}
	for i := range 13 {
		row(cohorts.Setting(i).Key(), func(y int) float64 { return set[y][i] }, "%9.0f")
	}
	for i := range 13 {
		row("  % "+cohorts.Setting(i).Key(), func(y int) float64 { return 100 * set[y][i] / tot[y] }, "%9.2f")
	}
	for i := range 13 {
		row("  new % "+cohorts.Setting(i).Key(), func(y int) float64 { return 100 * fresh[y][i] / e[y] }, "%9.2f")
	}
	for i := range 12 {
		row("need % "+cohorts.Need(i).Key(), func(y int) float64 { return 100 * nd[y][i] / tot[y] }, "%9.2f")
	}
	for i := range 5 {
		row("band % "+cohorts.Band(i).String(), func(y int) float64 { return 100 * band[y][i] / tot[y] }, "%9.2f")
	}
	for n, x := range map[string]*[11]float64{"unplaced": &unplaced, "to-ind": &ind, "to-enh": &enh, "wait": &wait, "up": &up, "down": &down, "aside": &aside, "needchanged": &nc} {
		row(n, func(y int) float64 { return x[y] }, "%9.0f")
	}
}

func TestLookOpen(t *testing.T) {
	l := fitted(t)
	var p cohorts.Params
	var s cohorts.State
	w := cohorts.NewScratch()
	rest := cohorts.Rest()
	const draws = 2
	var n0, n1 [13]float64
	var na [2][13][5]float64
	var fresh [13]float64
	for _, a := range l.Authorities {
		for k := range draws {
			seed := rng.Seed(3)
			a.SettleMidway(&p, &s)
			for i := range p.Placement.Places {
				for j := range p.Placement.Places[i] {
					p.Placement.Places[i][j] *= 5
				}
			}
			w.Begin(&p)
			s.EachCell(func(c cohorts.Cell, n int32) {
				n0[c.Setting] += float64(n) / draws
				na[0][c.Setting][cohorts.BandOf(c.Age)] += float64(n) / draws
			})
			for range 3 {
				var f cohorts.Flows
				w.Advance(&s, &rest, seed.At(a.tag).Nth(uint64(k)), &f)
				for i, n := range f.NewPlans {
					fresh[i] += float64(n) / draws
				}
			}
			s.EachCell(func(c cohorts.Cell, n int32) {
				n1[c.Setting] += float64(n) / draws
				na[1][c.Setting][cohorts.BandOf(c.Age)] += float64(n) / draws
			})
		}
	}
	e := l.England.Evidence
	s23, _ := e.Split(evidence.Plans, 2023, evidence.AllAges)
	s24, _ := e.Split(evidence.Plans, 2024, evidence.AllAges)
	s22, _ := e.Split(evidence.Plans, 2022, evidence.AllAges)
	for i := range 13 {
		x := cohorts.Setting(i)
		fmt.Printf("%-24s start %7.0f year later %7.0f growth %6.3f (%+.0f) new %6.0f published 22-23 %.3f 23-24 %.3f (%+.0f) | ", x.Key(), n0[i], n1[i], n1[i]/n0[i]-1, n1[i]-n0[i], fresh[i],
			s23.Settings[i]/s22.Settings[i]*s23.Total/s23.Known()*s22.Known()/s22.Total-1, s24.Settings[i]/s23.Settings[i]*s24.Total/s24.Known()*s23.Known()/s23.Total-1, s24.Settings[i]*s24.Total/s24.Known()-s23.Settings[i]*s23.Total/s23.Known())
		for b := range 5 {
			fmt.Printf(" %.0f>%.0f", na[0][i][b], na[1][i][b])
		}
		fmt.Println()
	}
}

func TestLookFlows(t *testing.T) {
	set := published(t).Known(evidence.KnownIn(2024))
	c, err := newCommons(set, 2024)
	if err != nil {
		t.Fatal(err)
	}
	for b := range bands {
		fmt.Println(cohorts.Band(b), "M>S", c.moves.hazard[b][1][4], "M>I", c.moves.hazard[b][1][5], "S>", c.moves.hazard[b][4], "M>", c.moves.hazard[b][1])
	}
	fmt.Println("rates", c.moves.rate, c.moves.weight, "before", c.settle.before)
	in, out := 0.0, 0.0
	for a := 1; a < ages; a++ {
		n := sum(c.settle.crowd[a][:])
		fi, fo := 0.0, 0.0
		for s := range settings {
			if s != 4 {
				fi += n * c.settle.flow[a][s][4]
				fo += n * c.settle.flow[a][4][s]
			}
		}
		in += fi
		out += fo
		fmt.Printf("age %d crowd %.0f state in crowd %.0f in %.0f out %.0f stock %.0f\n", a, n, c.settle.crowd[a][4], fi, fo, c.stock[a][4])
	}
	fmt.Println("in", in, "out", out)
	l := fitted(t)
	var m, mt, mi [5]float64
	for _, a := range l.Authorities {
		for d := range needs {
			for x, n := range a.Structure.Plans[1][d] {
				b := cohorts.BandOf(cohorts.Age(x))
				m[b] += float64(n)
				mt[b] += float64(n) * a.Structure.Rates.Placement.Tilt[d][4]
				mi[b] += float64(n) * a.Structure.Rates.Placement.Tilt[d][5]
			}
		}
	}
	for b := range bands {
		fmt.Println("mean tilt of mainstream stock to state", mt[b]/m[b], "to ind", mi[b]/m[b])
	}
	fmt.Println(c.need.tilt)
}

func TestLookCohort(t *testing.T) {
	l := fitted(t)
	var p cohorts.Params
	var s cohorts.State
	w := cohorts.NewScratch()
	rest := cohorts.Rest()
	var n0, n1 [ages][13]float64
	var tr [4][13][13]float64
	var wt [4][13]float64
	for _, a := range l.Authorities {
		seed := rng.Seed(3)
		a.Settle(1, seed, &p, &s)
		for i := range p.Placement.Places {
			for j := range p.Placement.Places[i] {
				p.Placement.Places[i][j] *= 5
			}
		}
		w.Begin(&p)
		s.EachCell(func(c cohorts.Cell, n int32) { n0[c.Age][c.Setting] += float64(n) })
		for b := range 4 {
			for i := range 13 {
				for j := range 13 {
					k := float64(a.start.In(cohorts.Setting(i)))
					tr[b][i][j] += k * a.Structure.Rates.Placement.Transfer[b][i][j]
				}
				wt[b][i] += float64(a.start.In(cohorts.Setting(i)))
			}
		}
		for range 3 {
			var f cohorts.Flows
			w.Advance(&s, &rest, seed.Nth(1), &f)
		}
		s.EachCell(func(c cohorts.Cell, n int32) { n1[c.Age][c.Setting] += float64(n) })
	}
	for _, x := range []int{1, 4, 5, 8, 12} {
		fmt.Println(cohorts.Setting(x).Key())
		for a := 2; a < 25; a++ {
			fmt.Printf("  %d: now %.0f -> at %d %.0f (census there %.0f)\n", a, n0[a][x], a+1, n1[a+1][x], n0[a+1][x])
		}
	}
	for b := range 4 {
		fmt.Println("border", b, "from state")
		for j := range 13 {
			fmt.Printf(" %.3f", tr[b][4][j]/wt[b][4])
		}
		fmt.Println(" from mainstream")
		for j := range 13 {
			fmt.Printf(" %.3f", tr[b][1][j]/wt[b][1])
		}
		fmt.Println()
	}
}

func TestLookAblate(t *testing.T) {
	l := fitted(t)
	var p cohorts.Params
	var s cohorts.State
	w := cohorts.NewScratch()
	rest := cohorts.Rest()
	for mode := range 7 {
		var d [13]float64
		var fresh, tot, e float64
		for _, a := range l.Authorities {
			a.SettleMidway(&p, &s)
			for i := range p.Placement.Places {
				for j := range p.Placement.Places[i] {
					p.Placement.Places[i][j] *= 5
				}
			}
			switch mode {
			case 1:
				p.Review.Move = [5][13]cohorts.BySetting{}
			case 2:
				for b := range p.Placement.Transfer {
					for i := range p.Placement.Transfer[b] {
						p.Placement.Transfer[b][i] = cohorts.BySetting{}
					}
				}
			case 3:
				clear(p.Population.Arrivals)
			case 4:
				clear(p.Review.Leaving)
			case 5:
				clear(p.Pipeline.Demand)
				s.Assessing = [2]cohorts.ByAge{}
				s.Requested = cohorts.ByAge{}
			case 6:
				for i := range p.Placement.Tilt {
					for j := range p.Placement.Tilt[i] {
						p.Placement.Tilt[i][j] = 1
					}
				}
			}
			w.Begin(&p)
			var n0 [13]float64
			s.EachCell(func(c cohorts.Cell, n int32) { n0[c.Setting] += float64(n) })
			for range 3 {
				var f cohorts.Flows
				w.Advance(&s, &rest, rng.Seed(5).At(a.tag), &f)
				fresh += float64(f.NewPlans[4])
				e += float64(f.Issued)
			}
			s.EachCell(func(c cohorts.Cell, n int32) { d[c.Setting] += float64(n) })
			for i := range n0 {
				d[i] -= n0[i]
				tot += 0
			}
		}
		fmt.Printf("mode %d: new state %.0f E %.0f delta M %.0f RP %.0f state %.0f ind %.0f fe %.0f np %.0f ey %.0f\n", mode, fresh, e, d[1], d[3], d[4], d[5], d[8], d[12], d[0])
	}
}

func TestLookHaz(t *testing.T) {
	l := fitted(t)
	var p cohorts.Params
	var s cohorts.State
	var in, out [13][5]float64
	var own, wt float64
	for _, a := range l.Authorities {
		a.SettleMidway(&p, &s)
		s.EachCell(func(c cohorts.Cell, n int32) {
			b := cohorts.BandOf(c.Age)
			for to := range settings {
				if !cohorts.Setting(to).Admits(c.Age) {
					continue
				}
				f := float64(n) * p.Review.Move[b][c.Setting][to] * p.Placement.Tilt[c.Need][to]
				if to == 4 {
					in[c.Setting][b] += f
				}
				if c.Setting == 4 {
					out[to][b] += f
				}
			}
		})
		_ = own
		_ = wt
	}
	for i := range 13 {
		fmt.Printf("%-24s into state %.0f  out to %.0f\n", cohorts.Setting(i).Key(), in[i], out[i])
	}
}

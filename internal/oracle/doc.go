// Package oracle lives the year of docs/timetable.md a second time, child by
// child, so that the engine of package cohorts can be held against it. It is
// written from that page alone and shares no step, sampler or table with the
// engine: it is slow, plain, and wrong only by itself.
//
// [Future] lives one future. [Moments] collects what many futures came to, and
// [Compare] says by how many standard errors two collections differ, column by
// column; [Together] does so for pairs of columns. Where nothing is wrong, about
// one difference in 400 still lies beyond 3 and one in 16,000 beyond 4: a test
// fixes its seeds.
//
// [Synthetic] is a small authority in which every rule of the page is at work,
// and [Levers] a policy that touches every factor.
package oracle

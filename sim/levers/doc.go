// Package levers holds what a council can do, one file for each lever: how it
// changes the terms of a term (chances, capacities, places, prices, money) and
// nothing else.
//
// A lever never sees the children, the draw or the balance. It has no chance
// in it: a dial that is uncertain is settled once per future, by the Set that
// the lever belongs to, before Apply is called.
//
// To add a lever: one file with its type, its Card and its Apply; a test that
// calls levertest.Check and works one sum; one line in Catalogue.
package levers

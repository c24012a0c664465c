// Package levers holds what a council can do, one file for each lever: how it
// changes the terms of a term (chances, capacities, places, prices, money) and
// nothing else.
//
// A lever never sees the children, the draw or the balance. It has no chance
// in it: a dial that is uncertain is settled once per future, by the Policy that
// the lever belongs to, before Apply is called. So is the term in which a lever
// begins that waits for others.
//
// To add a lever: one file with its type, its Card and its Apply; a test that
// calls levertest.Check and works one sum; one line in Catalogue.
package levers

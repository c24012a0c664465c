// Command sendsim runs the simulation from a terminal.
package main

func main() {}

// Package importtest holds the rules about the shape of the code, as tests:
// which package may import which (a table that fails on a package it does not
// know), what the engine must never reach, that every package says what it is
// for, that no file grows beyond what one reads in a sitting, and which names
// say nothing.
//
// There are no types here; the tables at the top of each test are what to edit
// when a package is added, with the reason in the commit.
//
// What it does not do: it has no code that the program runs, and it does not
// judge what test files import.
package importtest

// Package storetest is the suite that every store of reports has to pass: what
// internal/store promises, as tests that know nothing but the contract.
//
// Key types: Open (makes an empty store for one test). Run is the suite.
//
// What it does not do: it tests nothing that belongs to one store alone, such as
// files, schemas and drivers.
package storetest

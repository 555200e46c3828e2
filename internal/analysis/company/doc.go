// Package company finds who is named together more often than chance would have
// it, and what groups that makes.
//
// Key types: Network (people, ties, groups of one period), Tie (two people, how
// often they are together and how often they would be), Change (between two
// periods).
//
// Raw counts of who is with whom say mostly who is named often, and how long
// lists are. So each tie is held against the chance that two people of their
// frequency meet at occasions of these sizes: in the bipartite configuration
// model (Saracco et al. 2015, 2017) everybody keeps, on average, his number of
// occasions and each occasion its number of people, and nothing else. The number
// of common occasions is then Poisson-binomial; its upper tail is computed
// exactly, and ties are kept at a false discovery rate (Benjamini and Hochberg
// 1995), as statistically validated networks are (Tumminello et al. 2011).
// Centrality is PageRank over the ties that are kept, and groups are those of
// greatest modularity (Blondel et al. 2008), both by gonum.
//
// What it does not do: it says of nobody whose man he is.
package company

module github.com/rostrum-watch/rostrum

go 1.26.0

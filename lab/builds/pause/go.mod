module sticky-session/lab/pause

go 1.24.0

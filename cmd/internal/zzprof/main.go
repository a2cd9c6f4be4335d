package main

import (
	"io"
	"os"
	"runtime/pprof"
	"time"

	"netnotes/cmd/internal/cli"
)

func main() {
	f, _ := os.Create(os.Args[1])
	pprof.StartCPUProfile(f)
	for i := 0; i < 5; i++ {
		cwd, _ := os.Getwd()
		cli.Run(os.Args[2:], cli.Env{Stdin: os.Stdin, Stdout: io.Discard, Stderr: os.Stderr, Getenv: os.Getenv, Cwd: cwd, Build: "prof", Now: time.Now(), Clock: time.Now})
	}
	pprof.StopCPUProfile()
}

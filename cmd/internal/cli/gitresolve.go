package cli

import "github.com/spf13/cobra"

func (a *app) gitResolve() *cobra.Command { return &cobra.Command{Use: "resolve", Hidden: true} }

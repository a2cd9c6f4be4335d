# netnotes in Kakoune with kak-lsp (kakoune-lsp 18 and later): add this to
# ~/.config/kak/kakrc. netnotes must be in $PATH. Not tried; it follows the
# manual of kakoune-lsp.

eval %sh{kak-lsp}

hook -group netnotes global BufSetOption filetype=markdown %{
    set-option buffer lsp_servers %{
        [netnotes]
        root_globs = ["netnotes.yaml"]
        command = "netnotes"
        args = ["lsp"]
    }
}

hook global WinSetOption filetype=markdown %{
    lsp-enable-window
}

#compdef netnotes
# Completion of netnotes in zsh. netnotes itself says what fits, also by a
# name's second word and in any case, so zsh takes it as it is.

_netnotes() {
    local -a found other options
    local directive
    found=("${(@f)$(${(Q)words[1]} __completeNoDesc "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    (( ${#found} )) || return 1
    directive=${found[-1]#:}
    found[-1]=()
    found=(${found:#})
    (( directive & 2 )) && options+=(-S '')
    other=(${found:#${(b)PREFIX}*})
    if (( ${#found} > 1 && ${#other} )); then
        compstate[insert]='' compstate[list]='list force' # else "an" became the "A" that all have
    fi
    if (( ${#found} )); then
        compadd -U "${options[@]}" -a found
    elif (( ! (directive & 4) )); then
        _files
    fi
}

if [ "$funcstack[1]" = _netnotes ]; then
    _netnotes "$@"
else
    compdef _netnotes netnotes
fi

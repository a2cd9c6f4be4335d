# Completion of netnotes in bash, with or without the package bash-completion.
# netnotes itself says what fits, also by a name's second word and in any case,
# so nothing is held against what was typed once more.

_netnotes() {
    local words=() rest=$COMP_LINE word i
    # What bash parts at ":" and "=" is one word where no blank stands between.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if ((i > 0)) && [[ -n $word && $rest == "$word"* ]]; then
            words[${#words[@]}-1]+=$word
        else
            words+=("$word")
        fi
        rest=${rest#*"$word"}
    done
    local last=$((${#words[@]} - 1)) quote=
    local typed=${words[last]}
    case $typed in
    \'* | \"*) quote=${typed:0:1} ;;
    esac
    for ((i = 1; i <= last; i++)); do
        word=${words[i]}
        words[i]=${word//[\"\'\\]/}
        [[ $word == '~/'* ]] && words[i]=$HOME/${words[i]:2}
    done
    local out
    out=$("${words[0]}" __completeNoDesc "${words[@]:1}" 2>/dev/null) || return
    local directive=${out##*:} found whole=
    [[ -z $quote ]] && whole=${typed%"${typed##*[:=]}"} # bash puts the answer behind it
    COMPREPLY=()
    while IFS= read -r found; do
        [[ -z $found || $found == ":$directive" ]] && continue
        case $quote in
        \') found=${found//\'/} ;;
        \") found=$(printf '%s' "$found" | sed 's/[\\"$`]/\\&/g') ;;
        *) found=$(printf '%q' "$found") ;;
        esac
        COMPREPLY+=("${found#"$whole"}")
    done <<<"$out"
    if type compopt >/dev/null 2>&1; then
        ((directive & 2)) && compopt -o nospace
        ((directive & 4)) && compopt +o default
    fi
    return 0
}

complete -o default -F _netnotes netnotes

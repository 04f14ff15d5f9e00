/// What bash needs beside the script that the parser makes.
///
/// Readline ends words at `=` and `:`, which stand inside of ours, as in `--set strategy=macd`: they
/// are joined again, and what is offered is cut to what stands behind the last of them.
enum BashCompletion {
    static let text = #"""

        _algom_whole() {
            local line="${COMP_LINE}" word current=""
            local -a whole=()
            local -i index at=0
            for index in "${!COMP_WORDS[@]}"; do
                word="${COMP_WORDS[index]}"
                if [[ "${#whole[@]}" -eq 0 || "${line}" == [[:space:]]* ]]; then
                    whole+=("${word}")
                    line="${line#"${line%%[![:space:]]*}"}"
                else
                    whole[${#whole[@]} - 1]+="${word}"
                fi
                line="${line#"${word}"}"
                if [[ "${index}" -eq "${COMP_CWORD}" ]]; then
                    at=$((${#whole[@]} - 1))
                    current="${whole[at]}"
                fi
            done
            local -r prefix="${current%"${2}"}"
            local -a COMP_WORDS=("${whole[@]}")
            local -i COMP_CWORD="${at}"
            _algom "${1}" "${current}" "${whole[at - 1]}"
            COMPREPLY=("${COMPREPLY[@]#"${prefix}"}")
            if [[ "${#COMPREPLY[@]}" -eq 1 && "${COMPREPLY[0]}" == *= ]]; then
                compopt -o nospace +o filenames 2>/dev/null
            fi
            return 0
        }

        complete -o filenames -F _algom_whole algom
        """#
}

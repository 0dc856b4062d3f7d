# How a check tells what it does and what held. To be sourced by bash; $work is the folder for logs.

json=false
install=false
set -m                            # each step is a process group, which can be stopped whole
names=() verdicts=() times=() remarks=()
last_log='' step_pid=''

wrong() {
    echo "${0##*/}: $*; --help says how" >&2
    exit 2
}

# Each argument is PROGRAM:PACKAGE. What is missing is named, and installed only if that was asked for.
needs() {
    local pair missing=()
    PATH=$PATH:/usr/sbin:/sbin
    for pair in "$@"; do
        command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if $install; then
        apt-get install -y --no-install-recommends "${missing[@]}" >&2
        return
    fi
    echo "${0##*/}: needs Debian packages that are missing: sudo apt install ${missing[*]}" >&2
    exit 2
}

# Debian's mirror as this machine is set up.
debian_mirror() {
    apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' 'Origin: Debian' 'Label: Debian' 'Component: main' |
        head -n 1
}

begin() {
    SECONDS=0
}

say() {
    printf '%5d s  %s\n' "$SECONDS" "$*" >&2
}

# Runs a command as the step $1; its output goes to a log. $held says afterwards whether it held. It must stand alone, not
# in a condition: bash heeds set -e in the step only then.
check() {
    local name=$1 began=$SECONDS
    shift
    say "$name …"
    last_log=$work/$(tr -cs 'a-zA-Z0-9\n' '-' <<<"$name").log
    held=true
    (set -e; "$@") >"$last_log" 2>&1 </dev/null &
    step_pid=$!
    wait $step_pid || held=false
    step_pid=''
    names+=("$name") verdicts+=("$held") times+=($((SECONDS - began))) remarks+=('')
    $held || {
        say "$name: not held; the end of $last_log:"
        tail -n 12 "$last_log" | cut -c 1-200 >&2
    }
}

# The same, for a step without which there is no use in going on.
must() {
    check "$@"
    $held || finish
}

# What else there is to say about the last step.
remark() {
    remarks[-1]=$1
    say "  $1"
}

table() {
    local i
    printf '\n%-44s %-8s %7s\n' what held seconds
    for i in "${!names[@]}"; do
        printf '%-44s %-8s %7d  %s\n' "${names[i]}" "$(${verdicts[i]} && echo yes || echo NO)" "${times[i]}" "${remarks[i]}"
    done
}

# Names and remarks are ours, and have no quotes in them.
table_json() {
    local i comma=''
    printf '['
    for i in "${!names[@]}"; do
        printf '%s{"what": "%s", "held": %s, "seconds": %d, "remark": "%s"}' "$comma" "${names[i]}" "${verdicts[i]}" \
            "${times[i]}" "${remarks[i]}"
        comma=', '
    done
    printf ']\n'
}

finish() {
    local verdict
    if $json; then table_json; else table; fi
    for verdict in "${verdicts[@]}"; do
        $verdict || exit 1
    done
    exit 0
}

#!/usr/bin/env bash
# Installs what is missing, builds, runs and tests Hotswap Monitor. `./build.sh help` tells how.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly root

readonly build_packages=(cmake ninja-build g++ pkg-config qt6-base-dev qt6-charts-dev libqt6opengl6-dev qt6-svg-dev
  qt6-tools-dev qt6-l10n-tools libssl-dev libtomlplusplus-dev nlohmann-json3-dev libcli11-dev libseccomp-dev libsqlite3-dev gettext)
readonly run_packages=(fonts-dejavu-core qt6-translations-l10n)
readonly test_packages=(libgtest-dev libgmock-dev xvfb xauth xdotool openbox x11-utils imagemagick python3
  dbus at-spi2-core python3-pyatspi fonts-wqy-microhei clang libclang-rt-dev)

usage() {
  cat <<'TEXT'
./build.sh              build the monitor and the command line tool (build/, Release)
./build.sh run [ARGS…]  build and start the monitor with the two shipped operators; without a display, in this terminal
./build.sh test         build and run every test, sanitizer builds included
./build.sh debug        build with debug information and checks, for gdb and valgrind (build-debug/)
./build.sh data         fetch the MovieLens ratings for --source movielens (5 MB, into the cache directory)
./build.sh help         this text

Missing Debian packages are installed with apt-get first.
TEXT
}

step() { printf '==> %s\n' "$*"; }

fail() {
  printf 'build.sh: %s\n' "$*" >&2
  exit 1
}

# Packages ------------------------------------------------------------------------------------------------------------------

has_apt() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

# The packages out of "$@" that are not installed, one per line.
missing_packages() {
  local installed
  # dpkg-query fails as soon as it does not know one of the names; the others are still told.
  installed="$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p')" || true
  printf '%s\n' "$@" | grep -vxF -f <(printf '%s\n' "$installed") || true
}

# Where there is no apt, the things that tell whether a package's content is there: a program, or a file below an include path.
probe_of() {
  case "$1" in
    cmake | xauth | xdotool | openbox | python3) echo "program $1" ;;
    ninja-build) echo "program ninja" ;;
    g++) echo "program c++" ;;
    pkg-config) echo "program pkg-config" ;;
    xvfb) echo "program Xvfb" ;;
    x11-utils) echo "program xwininfo" ;;
    imagemagick) echo "program convert" ;;
    qt6-base-dev) echo "module Qt6Widgets" ;;
    qt6-charts-dev) echo "module Qt6Charts" ;;
    libqt6opengl6-dev) echo "module Qt6OpenGLWidgets" ;;
    qt6-svg-dev) echo "module Qt6Svg" ;;
    libssl-dev) echo "header openssl/evp.h" ;;
    libtomlplusplus-dev) echo "header toml++/toml.h" ;;
    nlohmann-json3-dev) echo "header nlohmann/json.hpp" ;;
    libcli11-dev) echo "header CLI/CLI.hpp" ;;
    libseccomp-dev) echo "module libseccomp" ;;
    libsqlite3-dev) echo "header sqlite3.h" ;;
    libgtest-dev) echo "header gtest/gtest.h" ;;
    libgmock-dev) echo "header gmock/gmock.h" ;;
    clang) echo "program clang++" ;;
    dbus) echo "program dbus-run-session" ;;
    gettext) echo "program msgfmt" ;;
    # qt6-tools-dev, qt6-l10n-tools: without them the build says that the window has no Chinese texts, and goes on.
  esac
}

is_there() {
  case "$1" in
    program) command -v "$2" >/dev/null ;;
    module) command -v pkg-config >/dev/null && pkg-config --exists "$2" ;;
    header) [[ -e /usr/include/$2 || -e /usr/local/include/$2 ]] ;;
    *) true ;;
  esac
}

require_without_apt() {
  local package probe missing=()
  for package in "$@"; do
    read -r -a probe <<<"$(probe_of "$package")"
    is_there "${probe[0]:-nothing}" "${probe[1]:-}" || missing+=("$package")
  done
  ((${#missing[@]} == 0)) && return
  printf 'build.sh: this system has no apt-get. Install what these Debian packages hold and run it again:\n' >&2
  printf '  %s\n' "${missing[@]}" >&2
  exit 1
}

# Runs apt-get as root, or says what to type.
as_root() {
  if ((EUID == 0)); then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "root has to run: $*"
  fi
}

apt_get() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@" >/dev/null; }

require_packages() {
  if ! has_apt; then
    require_without_apt "$@"
    return
  fi
  local missing
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]} == 0)) && return
  if ((EUID != 0)) && ! command -v sudo >/dev/null; then
    fail "packages are missing and there is no sudo; root has to run: apt-get update && apt-get install -y ${missing[*]}"
  fi
  step "Installing ${missing[*]} (takes some minutes the first time)"
  apt_get update || step "apt-get update failed; trying with the package lists that are there"
  apt_get install -y --no-install-recommends "${missing[@]}" || fail "apt-get could not install ${missing[*]}"
}

# Building ------------------------------------------------------------------------------------------------------------------

# configure TREE OPTION…: sets a build tree up unless it is there with these options.
configure() {
  local tree="$root/$1" option current=1
  shift
  for option in "$@"; do
    # -DNAME=VALUE stands in the cache as NAME:TYPE=VALUE.
    [[ $option =~ ^-D([^=]+)=(.*)$ ]]
    grep -qsE "^${BASH_REMATCH[1]}:[A-Z]+=${BASH_REMATCH[2]}\$" "$tree/CMakeCache.txt" || current=0
  done
  [[ -e $tree/build.ninja ]] && ((current)) && return
  local launcher=()
  command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  step "Configuring ${tree#"$root"/}"
  cmake -S "$root" -B "$tree" -G Ninja --log-level=WARNING "$@" "${launcher[@]}" >/dev/null
}

compile() {
  local tree="$root/$1" quiet=()
  if [[ $(ninja -C "$tree" -n) == *"no work to do"* ]]; then
    step "$1 is up to date"
    return
  fi
  step "Building $1"
  # On a terminal ninja shows its progress in one line; in a log that would be a thousand.
  [[ -t 1 ]] || quiet=(--quiet)
  ninja -C "$tree" "${quiet[@]}"
}

build() {
  require_packages "${build_packages[@]}" "${run_packages[@]}"
  # A tree that was set up for the tests stays so; a new one does without, since GoogleTest may not be installed.
  if [[ -e $root/build/build.ninja ]]; then
    configure build -DCMAKE_BUILD_TYPE=Release
  else
    configure build -DCMAKE_BUILD_TYPE=Release -DHOTSWAP_BUILD_TESTS=OFF
  fi
  compile build
}

debug() {
  require_packages "${build_packages[@]}" "${run_packages[@]}"
  configure build-debug -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS=-D_GLIBCXX_ASSERTIONS -DHOTSWAP_BUILD_TESTS=OFF
  compile build-debug
  step "Debug it with: gdb --args build-debug/bin/hotswap-monitor build-debug/plugins/score_op_v1.so"
}

run() {
  build
  local argument operators=("$root/build/plugins/score_op_v1.so" "$root/build/plugins/score_op_v2.so")
  for argument in "$@"; do
    case "$argument" in *.so | --scenario | --scenario=*) operators=() ;; esac
  done
  if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    step "Starting the monitor"
    exec "$root/build/bin/hotswap-monitor" "$@" "${operators[@]}"
  fi
  step "No display (DISPLAY and WAYLAND_DISPLAY are not set): the same work in this terminal; Ctrl+C ends it"
  step "To see the window, run this in a desktop session or over ssh -X"
  exec "$root/build/bin/hotswap" run "$@" "${operators[@]}"
}

run_tests() {
  require_packages "${build_packages[@]}" "${run_packages[@]}" "${test_packages[@]}"
  configure build -DCMAKE_BUILD_TYPE=Release -DHOTSWAP_BUILD_TESTS=ON
  compile build
  step "Testing (the sanitizer builds take some minutes the first time)"
  exec ctest --test-dir "$root/build" --output-on-failure
}

fetch_data() {
  require_packages python3
  if has_apt && [[ ! -e ${XDG_CACHE_HOME:-$HOME/.cache}/hotswap-monitor/movielens.csv ]] &&
    ! apt-cache show r-cran-dslabs >/dev/null 2>&1; then
    step "Updating the package lists"
    apt_get update
  fi
  exec python3 "$root/resources/movielens/fetch.py"
}

main() {
  local command="${1:-build}"
  (($# > 0)) && shift
  if [[ $command != run ]] && (($# > 0)); then
    fail "$command takes no arguments; ./build.sh help tells more"
  fi
  case "$command" in
    build) build ;;
    run) run "$@" ;;
    test) run_tests ;;
    debug) debug ;;
    data) fetch_data ;;
    help | -h | --help) usage ;;
    *)
      usage >&2
      printf '\nbuild.sh: there is no "%s"\n' "$command" >&2
      exit 2
      ;;
  esac
}

main "$@"

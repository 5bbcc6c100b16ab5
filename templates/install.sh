#!/usr/bin/env bash
# Installs a release of git-coach: bash install.sh v1.0.0 FOLDER
#
# Needs curl, tar and sha256sum or shasum. What does not have the checksum of its release is not
# unpacked. GIT_COACH_RELEASES names another place that has the same files.
set -euo pipefail

if [ $# -ne 2 ]; then
  echo "usage: install.sh VERSION FOLDER" >&2
  exit 2
fi
version=$1
folder=$2
releases=${GIT_COACH_RELEASES:-https://github.com/git-coach/git-coach/releases/download}

case "$(uname -s)/$(uname -m)" in
  Linux/x86_64 | Linux/amd64) target=x86_64-unknown-linux-musl ;;
  Linux/aarch64 | Linux/arm64) target=aarch64-unknown-linux-musl ;;
  Darwin/x86_64) target=x86_64-apple-darwin ;;
  Darwin/arm64) target=aarch64-apple-darwin ;;
  MINGW*/x86_64 | MSYS*/x86_64 | CYGWIN*/x86_64) target=x86_64-pc-windows-msvc ;;
  *)
    echo "install.sh: no release for $(uname -s) on $(uname -m): build it with cargo install" >&2
    exit 3
    ;;
esac

name="git-coach-$target"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for file in "$name.tar.gz" SHA256SUMS; do
  if ! curl --fail --silent --show-error --location --retry 3 --output "$work/$file" "$releases/$version/$file"; then
    echo "install.sh: $releases/$version/$file cannot be fetched" >&2
    exit 4
  fi
done

expected=$(sed -n "s/^\([0-9a-f]\{64\}\)  $name\.tar\.gz\$/\1/p" "$work/SHA256SUMS")
if command -v sha256sum > /dev/null; then
  found=$(sha256sum < "$work/$name.tar.gz")
else
  found=$(shasum -a 256 < "$work/$name.tar.gz")
fi
if [ -z "$expected" ] || [ "${found%% *}" != "$expected" ]; then
  echo "install.sh: $name.tar.gz is not what $version was released with" >&2
  exit 5
fi

mkdir -p "$folder"
tar -xzf "$work/$name.tar.gz" -C "$folder" --strip-components 1
echo "git-coach $version is in $folder"

#!/usr/bin/env bash
# Packs what was built for a target, with completions and manual pages, as git-coach-TARGET.tar.gz.
set -euo pipefail
target=$1
name="git-coach-$target"
binary=git-coach
case "$target" in
  *windows*) binary=git-coach.exe ;;
esac
mkdir "$name"
cp "target/$target/release/$binary" README.md CHANGELOG.md NOTICE.md LICENSE-APACHE LICENSE-MIT "$name"
cp -R extras/completions extras/man "$name"
tar -czf "$name.tar.gz" "$name"

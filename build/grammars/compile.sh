#!/bin/sh
# Unpacks the parser sources in FOLDER/packages and compiles them twice over: one shared library for runs under the JIT,
# and a static library each for the native executables.
# usage: compile.sh FOLDER
set -eu
cd "$1"
cc=${CC:-$(command -v cc || command -v gcc || command -v clang)}
flags="-O2 -fPIC -std=c11 -w -D_GNU_SOURCE -ffunction-sections -fdata-sections"

rm -rf source object static
mkdir -p source object static
for package in packages/*.tgz; do
    name=$(basename "$package" .tgz)
    mkdir "source/${name%-*}"
    tar -xzf "$package" -C "source/${name%-*}" --strip-components=1
done

compile_grammar() { # NAME FOLDER
    "$cc" $flags -I"$2/src" -c "$2/src/parser.c" -o "object/$1-parser.o"
    if [ -f "$2/src/scanner.c" ]; then
        "$cc" $flags -I"$2/src" -c "$2/src/scanner.c" -o "object/$1-scanner.o"
    fi
    ar rcs "static/libts-$1.a" object/"$1"-*.o
}

runtime=source/tree-sitter/vendor/tree-sitter/lib
"$cc" $flags -I$runtime/include -I$runtime/src -c $runtime/src/lib.c -o object/runtime.o
ar rcs static/libts-runtime.a object/runtime.o

# The two biggest grammars run beside the others: the time is that of the C# one.
compile_grammar c_sharp source/tree-sitter-c-sharp & big=$!
(
    set -e
    for language in python javascript java go ruby; do
        compile_grammar $language source/tree-sitter-$language
    done
    compile_grammar typescript source/tree-sitter-typescript/typescript
    compile_grammar tsx source/tree-sitter-typescript/tsx
) & rest=$!
wait $big
wait $rest

"$cc" -shared -o libtree-sitter-all.so.new object/*.o -Wl,--gc-sections
mv libtree-sitter-all.so.new libtree-sitter-all.so
rm -rf object source

"""Writes mutated Python files, one JSON object a line: kind, text, and whether this Python's compile() accepts it.

usage: mutate.py [COUNT PER KIND] [SEED] [KIND ...]

The originals are the files of this Python's standard library. Each kind of mutation is one function from a source text to
another, or to None where it does not fit; its name is the kind.
"""
import ast
import io
import json
import keyword
import os
import random
import re
import sys
import sysconfig
import textwrap
import tokenize
import warnings

warnings.simplefilter('ignore')
sys.setrecursionlimit(5000)
KINDS = {}


def kind(function):
    KINDS[function.__name__] = function
    return function


def tokens(source):
    skipped = (tokenize.ENDMARKER, tokenize.NL, tokenize.COMMENT, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
    return [t for t in tokenize.generate_tokens(io.StringIO(source).readline) if t.type not in skipped]


def offset(source, position):
    row, column = position
    lines = source.split('\n')
    return sum(len(line) + 1 for line in lines[:row - 1]) + column


def replace(source, token, text):
    return source[:offset(source, token.start)] + text + source[offset(source, token.end):]


def pick(items):
    items = list(items)
    return random.choice(items) if items else None


def statements(source):
    """(node, enclosing function or None, in a loop) of each statement that begins its line."""
    lines = source.split('\n')
    found = []

    def walk(node, function, loop):
        for name in ('body', 'orelse', 'finalbody', 'handlers', 'cases'):
            for child in getattr(node, name, None) or []:
                if not isinstance(child, ast.AST):
                    continue
                if isinstance(child, ast.stmt) and not lines[child.lineno - 1][:child.col_offset].strip():
                    found.append((child, function, loop))
                inner = child if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)) else None if isinstance(child, ast.ClassDef) else function
                walk(child, inner, isinstance(child, (ast.For, ast.While)) or loop and inner is function)
    walk(ast.parse(source), None, False)
    return found


def first_line(node):
    decorators = getattr(node, 'decorator_list', None)
    return decorators[0].lineno if decorators else node.lineno


def insert(source, text, where=lambda node, function, loop: True):
    """Inserts statements before one that satisfies a condition."""
    found = pick(s for s in statements(source) if where(*s) and not isinstance(s[0], ast.Expr))
    if not found:
        return None
    lines = source.split('\n')
    at = first_line(found[0]) - 1
    lines.insert(at, textwrap.indent(text, lines[at][:found[0].col_offset]))
    return '\n'.join(lines)


def snippet(name, *texts, where=lambda node, function, loop: True):
    """A kind that inserts one of some statements."""
    KINDS[name] = lambda source: insert(source, random.choice(texts), where)


def at_module(node, function, loop):
    return node.col_offset == 0


def in_function(node, function, loop):
    return function is not None


def in_plain_function(node, function, loop):
    return isinstance(function, ast.FunctionDef)


def line_with(source, pattern):
    lines = source.split('\n')
    index = pick(i for i, line in enumerate(lines) if re.search(pattern, line))
    return lines, index


# Tokens

@kind
def token_deleted(source):
    return replace(source, random.choice(tokens(source)), '')


@kind
def token_doubled(source):
    token = random.choice(tokens(source))
    return replace(source, token, token.string + ' ' + token.string)


@kind
def tokens_swapped(source):
    found = tokens(source)
    index = random.randrange(len(found) - 1)
    first, second = found[index:index + 2]
    between = source[offset(source, first.end):offset(source, second.start)]
    return source[:offset(source, first.start)] + second.string + between + first.string + source[offset(source, second.end):]


@kind
def token_replaced_by_another_of_the_file(source):
    found = tokens(source)
    return replace(source, random.choice(found), random.choice(found).string)


@kind
def token_inserted_from_the_file(source):
    found = tokens(source)
    token = random.choice(found)
    return replace(source, token, random.choice(found).string + ' ' + token.string)


@kind
def operator_replaced(source):
    token = pick(t for t in tokens(source) if t.type == tokenize.OP)
    return token and replace(source, token, random.choice('+ - * / // ** % @ & | ^ ~ << >> < > <= >= == != = := += -= -> . , : ; ( ) [ ] { } ...'.split()))


@kind
def bracket_deleted_or_changed(source):
    token = pick(t for t in tokens(source) if t.string in tuple('()[]{}'))
    return token and replace(source, token, random.choice(['', '(', ')', '[', ']', '{', '}']))


@kind
def colon_deleted(source):
    token = pick(t for t in tokens(source) if t.string == ':')
    return token and replace(source, token, '')


@kind
def comma_deleted(source):
    token = pick(t for t in tokens(source) if t.string == ',')
    return token and replace(source, token, '')


@kind
def name_replaced_by_keyword(source):
    token = pick(t for t in tokens(source) if t.type == tokenize.NAME and not keyword.iskeyword(t.string))
    return token and replace(source, token, random.choice(keyword.kwlist))


@kind
def keyword_replaced(source):
    token = pick(t for t in tokens(source) if keyword.iskeyword(t.string))
    return token and replace(source, token, random.choice(keyword.kwlist + ['name']))


@kind
def name_replaced_by_literal(source):
    token = pick(t for t in tokens(source) if t.type == tokenize.NAME and not keyword.iskeyword(t.string))
    return token and replace(source, token, random.choice(['1', '"text"', 'None', 'f()', '[]', '(yield)', '*x', '**x', 'x.y', 'lambda: 0', 'not x', '-x', 'f"{x}"']))


@kind
def equals_changed(source):
    token = pick(t for t in tokens(source) if t.string in ('=', '==', ':='))
    return token and replace(source, token, {'=': '==', '==': '=', ':=': '='}[token.string])


# Characters and lines

@kind
def character_deleted(source):
    at = random.randrange(len(source))
    return source[:at] + source[at + 1:]


@kind
def character_inserted(source):
    at = random.randrange(len(source))
    return source[:at] + random.choice('\'"()[]{}:;,.=+-*/%&|^~<>!@#$?\\`_01a \t\n') + source[at:]


@kind
def character_replaced(source):
    at = random.randrange(len(source))
    return source[:at] + random.choice('\'"()[]{}:;,.=+-*/%&|^~<>!@#$?\\`_01a \t\n\u2018\u201c\u00a0\u200b\uff08\u2013') + source[at + 1:]


@kind
def file_cut(source):
    return source[:random.randrange(1, len(source))]


@kind
def line_deleted(source):
    lines = source.split('\n')
    del lines[random.randrange(len(lines))]
    return '\n'.join(lines)


@kind
def line_doubled(source):
    lines = source.split('\n')
    index = random.randrange(len(lines))
    lines.insert(index, lines[index])
    return '\n'.join(lines)


@kind
def lines_swapped(source):
    lines = source.split('\n')
    index = random.randrange(len(lines) - 1)
    lines[index:index + 2] = reversed(lines[index:index + 2])
    return '\n'.join(lines)


@kind
def line_moved(source):
    lines = source.split('\n')
    line = lines.pop(random.randrange(len(lines)))
    lines.insert(random.randrange(len(lines)), line)
    return '\n'.join(lines)


@kind
def lines_joined(source):
    lines, index = line_with(source, r'\S')
    return '\n'.join(lines[:index]) + '\n' + lines[index] + ' '.join(['', *lines[index + 1:index + 2]]) + '\n' + '\n'.join(lines[index + 2:])


@kind
def line_broken(source):
    token = random.choice(tokens(source))
    at = offset(source, token.start)
    return source[:at] + '\n' + random.choice(['', '    ', ' ' * token.start[1]]) + source[at:]


@kind
def continuation_broken(source):
    token = random.choice(tokens(source))
    at = offset(source, token.start)
    return source[:at] + random.choice(['\\', '\\ \n', '\\ # why\n', '\\\n\n', '\\n']) + source[at:]


@kind
def indentation_changed(source):
    lines, index = line_with(source, r'^ +\S')
    width = len(lines[index]) - len(lines[index].lstrip())
    lines[index] = ' ' * max(0, width + random.choice([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5])) + lines[index].lstrip()
    return '\n'.join(lines)


@kind
def indentation_with_tabs(source):
    lines, index = line_with(source, r'^ {4,}\S')
    if index is None:
        return None
    lines[index] = lines[index].replace(random.choice(['    ', '        ']), '\t', random.choice([1, 2]))
    return '\n'.join(lines)


@kind
def block_dedented(source):
    found = pick(s for s in statements(source) if s[0].col_offset > 0)
    if not found:
        return None
    node = found[0]
    lines = source.split('\n')
    for index in range(first_line(node) - 1, node.end_lineno):
        lines[index] = lines[index][random.choice([2, 4, 4, 4]):] if lines[index].startswith('    ') else lines[index]
    return '\n'.join(lines)


@kind
def block_emptied(source):
    found = pick(s for s in statements(source) if isinstance(getattr(s[0], 'body', None), list))
    if not found:
        return None
    node = found[0]
    lines = source.split('\n')
    for index in range(first_line(node.body[0]) - 1, node.body[-1].end_lineno):
        lines[index] = random.choice(['', '# empty'])
    return '\n'.join(lines)


@kind
def statement_moved_to_module(source):
    found = pick(s for s in statements(source) if s[1] is not None and isinstance(s[0], (ast.Return, ast.Expr, ast.Assign, ast.For, ast.With, ast.If, ast.Nonlocal, ast.Global)))
    if not found:
        return None
    node = found[0]
    lines = source.split('\n')
    moved = textwrap.dedent('\n'.join(lines[node.lineno - 1:node.end_lineno]))
    return source.rstrip('\n') + '\n' + moved + '\n'


@kind
def loop_body_moved_out(source):
    found = pick(s for s in statements(source) if isinstance(s[0], (ast.For, ast.While)))
    if not found:
        return None
    node = found[0]
    lines = source.split('\n')
    lines[node.lineno - 1:node.body[0].lineno - 1] = [' ' * node.col_offset + 'if x:']
    return '\n'.join(lines)


@kind
def async_changed(source):
    if 'async ' in source and random.random() < .8:
        return random.choice([source.replace('async def', 'def', 1), source.replace('async for', 'for', 1), source.replace('async with', 'with', 1), re.sub('async def', 'def', source)])
    return re.sub(r'^( *)(for|with|def) ', r'\1async \2 ', source, count=random.randrange(1, 4), flags=re.M)


@kind
def clause_header_deleted(source):
    lines, index = line_with(source, r'^\s*(try|except|finally|else|elif|if|for|while|with|class|def)\b.*:\s*$')
    if index is None:
        return None
    del lines[index]
    return '\n'.join(lines)


@kind
def clause_renamed(source):
    lines, index = line_with(source, r'^\s*(try|except|finally|else|elif|if|for|while|with|class|def)\b.*:\s*$')
    if index is None:
        return None
    lines[index] = re.sub(r'\w+', random.choice(['try', 'except', 'finally', 'else', 'elif', 'if', 'for', 'while', 'with', 'match', 'case', 'async']), lines[index], count=1)
    return '\n'.join(lines)


# Strings and numbers

@kind
def quote_deleted(source):
    token = pick(t for t in tokens(source) if t.type == tokenize.STRING and t.start[0] == t.end[0])
    return token and replace(source, token, random.choice([token.string[:-1], token.string[1:]]))


@kind
def string_prefix_changed(source):
    token = pick(t for t in tokens(source) if t.type == tokenize.STRING and t.string[0] in '\'"')
    return token and replace(source, token, random.choice(['f', 'b', 'u', 'r', 'rb', 'ub', 'fr', 'bf', 'x', 'uf', 'F', 'Rb']) + token.string)


@kind
def escape_inserted(source):
    token = pick(t for t in tokens(source) if t.type == tokenize.STRING and t.start[0] == t.end[0] and len(t.string) > 4)
    if not token:
        return None
    at = random.randrange(2, len(token.string) - 1)
    return replace(source, token, token.string[:at] + random.choice(['\\x', '\\x4', '\\u12', '\\U1234567', '\\U00110000', '\\N', '\\N{', '\\N{}', '\\', '\\xg0', '\\777', '\\8', '\\q', 'é']) + token.string[at:])


@kind
def number_changed(source):
    token = pick(t for t in tokens(source) if t.type == tokenize.NUMBER)
    return token and replace(source, token, random.choice(['01', '1_', '1__0', '0b2', '0xg', '0o8', '0_1', '1e', '1e+', '1.2.3', '1a', '0b', '0x', '1_j', '00', '0_0', '1if', '1j2', '0777', '1L', '0xfor', '1._5', '1e5_', '123abc', '5__5.0', '0b1_', '1.e1']))


@kind
def docstring_cut(source):
    at = pick(m.start() for m in re.finditer('"""|\'\'\'', source))
    return None if at is None else source[:at] + source[at + 3:]


@kind
def braces_put_into_format_string(source):
    token = pick(t for t in tokens(source) if t.type == tokenize.STRING and t.start[0] == t.end[0] and t.string[0] in '\'"' and len(t.string) > 3)
    if not token:
        return None
    at = random.randrange(1, len(token.string) - 1)
    part = random.choice(['{', '}', '{}', '{x', '{x!}', '{x!z}', '{x:{y}}', '{x:{y:{z}}}', '{x!r:>{w}}', '{{x}}', '{x y}', '{x=}', '{lambda: 1}', '{(lambda: 1)}', '{*x}', '{*x,}', '{x:=5}', '{yield}', '{a.b()[0]!s}', '{ }', '{!r}', '{:x}', '{x!r!s}', '{x)}', '{(x}', '{x!r }', '{x! r}', '{a if b}', '{await x}', '{x:}}', '{{x}'])
    return replace(source, token, 'f' + token.string[:at] + part + token.string[at:])


# Definitions and calls

@kind
def parameter_doubled(source):
    match = pick(re.finditer(r'def \w+\((\w+)(?=[,)])', source))
    return match and source[:match.end()] + random.choice([', ', '=1, ', ', *', ', **', ', /, ', ', *, ']) + match.group(1) + source[match.end():]


@kind
def parameter_inserted(source):
    match = pick(re.finditer(r'def \w+\([^()]*(?=\))', source))
    return match and source[:match.end()] + random.choice([', new', ', new=1', ', *', ', *new', ', **new', ', /', ', *, new', ', **new, last', ', None', ', 1', ', (a, b)', ', *a, *b', ', a.b', ', /, new, /', ', *a, /', ', new=', ', new: int', ', *a=1', ', **k=1', ', __debug__', ', *, **k']) + source[match.end():]


@kind
def parameter_put_first(source):
    match = pick(re.finditer(r'(?:def \w+\(|lambda )(?=[^)])', source))
    return match and source[:match.end()] + random.choice(['new=1, ', '*new, ', '**new, ', '/, ', '*, ', 'new, ', '*, *, ', 'new, /, ', 'new: int, ']) + source[match.end():]


@kind
def argument_inserted(source):
    match = pick(re.finditer(r'\w\((?=[^()]+\))', source))
    return match and source[:match.end()] + random.choice(['new=1, ', '*new, ', '**new, ', 'x for x in y, ', 'new=1, new=2, ', 'a.b=1, ', 'None=1, ', 'f()=1, ', '(a)=1, ', 'x := 1, ', 'new=*x, ', '**a, *b, ', ', ', 'a b, ', 'lambda: (yield), ', 'x=y:=1, ', '__debug__=1, ', 'if, ']) + source[match.end():]


@kind
def argument_appended(source):
    match = pick(re.finditer(r'\w\([^()]+(?=\))', source))
    return match and source[:match.end()] + random.choice([', new', ', new=1', ', *new', ', **new', ', x for x in y', ' for x in y', ',,', ', **a, b', ', a=1, b', ', new=', '=1', ', *', ', yield', ' new', ', 1=2', ', "a"=1', ', [a]=1', ' if x', ' := 1', ':1']) + source[match.end():]


@kind
def class_changed(source):
    match = pick(re.finditer(r'class (\w+)(\([^()]*\))?:', source))
    return match and source[:match.start()] + random.choice(['class None:', f'class {match.group(1)}(x for x in y):', f'class {match.group(1)}(a=1, a=2):', f'class {match.group(1)}(a=1, b):', f'class {match.group(1)}[T]:', f'class {match.group(1)}[]:', f'class {match.group(1)}(*a, **b):', f'class {match.group(1)}.x:', f'class {match.group(1)} x:', f'class {match.group(1)}()', 'class :', f'class {match.group(1)}(:']) + source[match.end():]


@kind
def import_changed(source):
    match = pick(re.finditer(r'^ *(import|from) .*$', source, re.M))
    indent = re.match(' *', match.group()).group() if match else ''
    return match and source[:match.start()] + indent + random.choice(['import a as b.c', 'import a,', 'from a import b,', 'from a import (b,)', 'from a import ()', 'from . import *', 'from a import *, b', 'from a import (*)', 'import .a', 'from .a import b as 1', 'import a as None', 'from a import b as c, d as', 'from import a', 'import', 'from a import', 'from a import b c', 'from ... import a', 'from a.b import c.d', 'import a.b as c', 'from a import None', 'from __future__ import division', 'from __future__ import nothing', 'from __future__ import braces', 'from __future__ import *']) + source[match.end():]


@kind
def declaration_inserted(source):
    found = pick(s for s in statements(source) if s[1] is not None)
    if not found:
        return None
    names = [n.id for n in ast.walk(found[1]) if isinstance(n, ast.Name)] + [a.arg for a in found[1].args.args] + ['nowhere']
    lines = source.split('\n')
    at = first_line(found[0]) - 1
    lines.insert(at, lines[at][:found[0].col_offset] + random.choice(['global ', 'nonlocal ']) + random.choice(names))
    return '\n'.join(lines)


# Statements inserted whole

snippet('assignment_targets', '1 = x', '"a" = x', 'f() = 3', 'None = 1', 'x + 1 = 2', '(a, 1) = b', '[a, f()] = b', 'a < b = c', 'not a = b', 'a if b else c = d', '(x for x in y) = 1', '[x for x in y] = 1',
        'lambda: 0 = 1', 'f"{x}" = 1', '`a` = 1', '-a = 1', 'a and b = c', '... = 1', '{} = 1', '{a, b} = 1', '{a: b} = 1', 'a = 1 = b', 'await a = 1', '(yield) = 1', 'a = yield = b', '__debug__ = 1', 'a.__debug__ = 1',
        '*a = b', '*a, *b = c', '(*a, b) = c', '[*a] = b', '*a, = b', '(a) = b', '() = a', '[] = a', '(a := 1) = 2', 'a[b:c] = d', 'a.b[c].d = e', 'f().a = b', '*f() , a = b', 'a, (b, [c, *d]) = e', 'True, a = b', 'a = *b', 'a = *b,', 'a = (*b)', 'x.None = 1')
snippet('other_targets', 'del f()', 'del 1', 'del (a, b), [c]', 'del *a', 'del a + b', 'del None', 'del ()', 'del (a, *b)', 'del a.b, c[d]', 'del', 'del a,', 'del "x"', 'del [a, 1]', 'del (a for a in b)', 'del a if b else c', 'del __debug__', 'del {}',
        'a + 1 += 2', 'f() += 1', '(a, b) += 1', '[a] += 1', 'a = b += 1', 'None += 1', '(a) += 1', 'a.b += yield', 'a += b += c', '"x" += 1', 'a += ', 'a, b += 1', '*a += 1', 'a += *b', '__debug__ += 1', 'a if b else c -= 1',
        'for 1 in x: pass', 'for f() in x: pass', 'for a, 1 in x: pass', 'for a.b in x: pass', 'for *a in x: pass', 'for *a, b in x: pass', 'for (a) in x: pass', 'for a in *b: pass', 'for a in *b, c: pass', 'for None in x: pass', 'for a in: pass', 'for in x: pass', 'for a, in x: pass', 'for () in x: pass', 'for a if b else c in x: pass',
        'with a as 1: pass', 'with a as f(): pass', 'with a as (b, c): pass', 'with (a as b, c as d): pass', 'with (a as b), c: pass', 'with a as b, c as None: pass', 'with a as *b: pass', 'with: pass', 'with a b: pass', 'with (a as b, c) as d: pass', 'with a, (b as c): pass', 'with (a, b): pass', 'with (yield): pass', 'with (a := b): pass', 'with a := b: pass', 'with (a as b,): pass', 'with (): pass', 'with a as b.c[d]: pass', 'with (a as 1): pass', 'with *a: pass')
snippet('annotations', 'a, b: int', '(a, b): int = 1', '[a]: int', 'f(): int', '1: int', 'a: int = b = c', 'a: int: str', '(a): int', 'a.b: int = 1', 'a[b]: int', 'a: int = *b, c', 'a: int = yield', 'a: *b', 'None: int', 'a: (yield)', 'a: int += 1', '"x": int', 'a: int = *b', 'a:', 'a: b := c', '__debug__: int', 'a = b: int', '*a: int', '{}: int')
snippet('walrus', 'x := 1', '(x := 1)', '(x.y := 1)', '(x[0] := 1)', '((x) := 1)', '(1 := x)', '(f() := 1)', 'y = x := 1', 'y = (x := 1)', 'f(x := 1)', 'f(y=x := 1)', 'f(y=(x := 1))', '[x := 1, y := 2]', '{x := 1}', '{x := 1: 2}', '{1: x := 2}', 'lambda: x := 1', 'lambda: (x := 1)', 'assert x := 1', 'a[x := 1]', 'a[x := 1:2]', 'a[1:x := 2]', '(x := 1, 2)', 'x = (y := 1,)',
        '[x := 1 for x in y]', '[(x := 1) for y in z]', '[y for y in (x := z)]', '[y for y in z if x := 1]', '[y for y in z if (x := 1)]', '[[(y := 1) for x in a] for y in b]', '[x for x in (lambda: (y := 1))()]', '(x := yield)', '(x := *a)', '(*x := a)', '(None := 1)', 'while x := f(): pass', 'if x := f() and y: pass', 'if x = 1: pass', 'while x = 1: pass', 'return x := 1', 'for x in y := z: pass', 'print(x := 1 for y in z)', 'print(x := (y for y in z))', '(x := y := 1)', '(x := (y := 1))', '(a, b := 1, 2)', '((a, b) := 1)', '(__debug__ := 1)', '[(z := 1) for y in a for z in b]', '(x: int := 1)')
snippet('walrus_in_class', 'class A:\n    x = [(y := 1) for z in a]', 'class A:\n    (y := 1)', 'class A:\n    x = [z for z in a if (y := z)]', 'class A:\n    x = lambda: [(y := 1) for z in a]', 'class A:\n    def f(self): [(y := 1) for z in a]', 'class A:\n    x = {(y := 1): 2 for z in a}')
snippet('stars', 'print(*a, *b)', '[*a, *b]', '{*a, **b}', '{**a, *b}', '{**a, **b}', '{*a: 1}', '{1: *a}', '(*a)', '(*a,)', '*a', '*a, b', '* a', '**a', 'a = **b', 'print(**a, *b)', 'print(a=1, *b)', 'f(*)', 'f(**)', 'a[*b]', 'a[*b, c]', 'a[*b:c]', 'a[**b]', '[*a for a in b]', '{**a for a in b}', '(*a for a in b)', 'f(*a for a in b)', '[**a]', 'print(* *a)', 'a = *b if c else d,', 'a = *b or c,', 'a = *(b or c),', 'lambda: *a', 'assert *a', 'raise *a', 'a if *b else c', '*a + b', 'not *a', 'f(*a or b)', 'if *a: pass', 'a = *b, *c', 'x = (a, *b, *c)', '{*a}', '[*a, ]', 'print(*)', '*a = 1, *b = 2')
snippet('returns', 'return', 'return 1', 'if 1: return 2', 'class A: return 1', 'class A:\n    return 1', 'class A:\n    def f(self): return 1', 'for x in y:\n    return x', 'lambda: return 1', 'try: pass\nfinally: return', where=at_module)
snippet('return_values', 'return *a', 'return *a, b', 'return (yield)', 'return yield', 'return a b', 'return a,', 'return =1', 'return lambda: 1', 'return not', 'return a if b', 'return from a', 'class A: return', 'return ()', 'return await a', where=in_plain_function)
snippet('yields_outside', 'yield', 'yield 1', 'x = yield', 'x = (yield 1)', 'yield from x', 'class A: yield', 'lambda: (yield)', '[(yield) for x in y]', '[x for x in (yield)]', 'print((yield))', 'def f(): yield', 'class A:\n    x = yield', 'x = [lambda: (yield) for y in z]', where=at_module)
snippet('yields_inside', 'x = yield', 'x = yield = 1', 'yield from', 'yield from a, b', 'yield from *a', 'yield *a', 'yield *a, b', 'print(yield)', 'print((yield))', 'x = 1 + yield', 'x = 1 + (yield)', '[(yield) for x in y]', '{(yield) for x in y}', '((yield) for x in y)', '[x for x in (yield)]', '[x for x in a for y in (yield)]', '[x for x in y if (yield)]', 'lambda: (yield)', 'class A: x = yield', 'yield a := 1', 'yield = 1', 'x += yield', 'x: int = yield', 'del (yield)', 'yield for x in y', 'x = [(yield)]', 'await (yield)', 'assert (yield)', 'assert yield', 'if yield: pass', '{a: (yield) for b in c}', where=in_function)
snippet('async_outside', 'await x', 'x = await y', 'async for x in y: pass', 'async with x: pass', '[x async for x in y]', '(x async for x in y)', '[await x for x in y]', '(await x for x in y)', 'class A: await x', 'async def f(): await x', 'async def f(): [x async for x in y]', 'async def f():\n    def g(): await x', 'async def f(): lambda: await x', 'async def f(): yield; return 1', 'async def f(): yield from x', 'async def f(): yield; return', 'async lambda: 1', 'async x = 1', 'async', 'async def f(): [[x async for x in y] for z in a]', '[[x async for x in y] for z in a]', '([x async for x in y] for z in a)', '{x: y async for x in z}', 'async def f(): [await x for x in y if await z]', 'def f(): return (await x for x in y)', 'async class A: pass', 'async for x in y:\n    pass\nelse: pass', 'async def f():\n    class A: await x', 'async def f():\n    async with a as b, c: pass', 'async def f(): await', 'async def f(): await -x', 'async def f(): -await x', 'async def f(): await await x', 'async def f(): await x ** 2', 'async def f(): await x = 1', 'async def f(): (yield)\n', 'async def f(): return {x async for x in (await y)}', 'async def f(a=await b): pass', where=at_module)
snippet('loops', 'break', 'continue', 'if 1: break', 'class A: break', 'def f(): continue', 'for x in y:\n    def f(): break', 'for x in y:\n    class A: continue', 'for x in y: pass\nelse: break', 'while 1:\n    try: pass\n    finally: continue', 'while 1:\n    with a: break', 'while 1: lambda: break', 'try: break\nfinally: pass', 'while 1:\n    if x: break\n    else: continue', 'while 1: pass\nelse: continue', 'match x:\n    case 1: break', 'for x in y: break 1', 'while 1:\n    match x:\n        case 1: break', 'break\nfor x in y: pass', where=lambda node, function, loop: not loop)
snippet('declarations', 'global x; nonlocal x', 'nonlocal x', 'global 1', 'global x.y', 'global x, y', 'global (x)', 'global x = 1', 'global', 'def f(a): global a', 'def f():\n    a = 1\n    global a', 'def f():\n    print(a)\n    global a', 'def f():\n    global a\n    a = 1', 'def f():\n    global a\n    a: int', 'def f():\n    a: int\n    global a', 'def f():\n    def g(): nonlocal a', 'def f():\n    a = 1\n    def g(): nonlocal a', 'def f():\n    a = 1\n    def g():\n        a = 2\n        nonlocal a', 'def f(a):\n    def g(a): nonlocal a', 'def f():\n    def g(): nonlocal a\n    a = 1', 'def f():\n    global a\n    def g(): nonlocal a', 'def f():\n    class A:\n        a = 1\n        def g(self): nonlocal a', 'class A:\n    nonlocal a', 'def f():\n    for a in b: pass\n    global a', 'def f():\n    import a\n    global a', 'def f():\n    global a\n    import a', 'def f():\n    nonlocal f', 'def f():\n    a = 1\n    class A:\n        nonlocal a', 'def f():\n    nonlocal a\n    global a', 'def f():\n    a = 1\n    lambda: (nonlocal a)', 'def f():\n    [a for a in b]\n    def g(): nonlocal a', 'def f():\n    (a := 1)\n    def g(): nonlocal a', 'def f():\n    with b as a: pass\n    def g(): nonlocal a', 'def f():\n    try: pass\n    except B as a: pass\n    def g(): nonlocal a', 'def f():\n    del a\n    global a', 'def f():\n    def a(): pass\n    global a', 'def f():\n    global a, a', 'def f():\n    lambda a: a\n    global a', 'x = 1\nglobal x', 'def f(*a):\n    nonlocal a', 'class A:\n    a = 1\n    global a', 'def f():\n    a.b = 1\n    global a', 'def f():\n    nonlocal __class__')
snippet('parameters', 'def g(a=1, b): pass', 'def g(*a, *b): pass', 'def g(*): pass', 'def g(*, **k): pass', 'def g(a, /, b, /): pass', 'lambda a=1, b: 0', 'def g(a, a): pass', 'lambda a, a: 0', 'def g(a, *, a): pass', 'def g(*a, a): pass', 'def g(a, **a): pass', 'def g(/): pass', 'def g(/, a): pass', 'def g(*, a, /): pass', 'def g(**k, a): pass', 'def g(**k, *a): pass', 'def g(*a, b=1, c): pass', 'def g(a, /, b=1, *, c, d=2, **e): pass', 'def g(1): pass', 'def g(None): pass', 'def g("a"): pass', 'def g(a.b): pass', 'def g((a, b)): pass', 'def g([a]): pass', 'def g(a b): pass', 'def g(a,): pass', 'def g(,): pass', 'def g(*a,): pass', 'def g(**a,): pass', 'def g(*,): pass', 'def g(a=): pass', 'def g(a:): pass', 'def g(*a=1): pass', 'def g(**a=1): pass', 'def g(*a: *b): pass', 'def g(a: *b): pass', 'def g(a=1, /, b): pass', 'def g(a=1, /, b=2): pass', 'def g(a) -> : pass', 'def g(a) -> b c: pass', 'def g(a) -> (yield): pass', 'def g(a=yield): pass', 'def g(a=(yield)): pass', 'def g(a := 1): pass', 'def g(a=b := 1): pass', 'lambda *: 0', 'lambda *, a: 0', 'lambda a: int: 0', 'lambda a, /: 0', 'lambda (a): 0', 'lambda *a, **k: 0', 'lambda **k, a: 0', 'lambda a=lambda b: b: a', 'lambda: lambda: 0', 'lambda x: yield', 'lambda:', 'lambda a b: 0', 'def g(*, *a): pass', 'def g(a, *b, /): pass', 'def g(a, *, b, *c): pass', 'def (a): pass', 'def g: pass', 'def g() pass', 'def g(): ', 'def g(a: int=1, b: int): pass', 'def g(__debug__): pass', 'def g(lambda): pass', 'def __debug__(): pass', 'def g.x(): pass', 'def g(*a, **k, ): pass', 'lambda *a=1: 0')
snippet('calls', 'f(a=1, 2)', 'f(**k, *a)', 'f(a=1, a=2)', 'f(x for x in y, 1)', 'f(1, x for x in y)', 'f(x for x in y)', 'f((x for x in y), 1)', 'f(x for x in y,)', 'f(a=x for x in y)', 'f(a=(x for x in y))', 'f(**a, b=1)', 'f(**a, b)', 'f(*a, b)', 'f(*a, b=1, *c)', 'f(b=1, *c, d)', 'f(a.b=1)', 'f(1=2)', 'f("a"=1)', 'f(a()=1)', 'f((a)=1)', 'f(None=1)', 'f(True=1)', 'f(__debug__=1)', 'f(a=)', 'f(=1)', 'f(a==)', 'f(a,,b)', 'f(,)', 'f(a,)', 'f(a b)', 'f(a=1 b=2)', 'f(a if b)', 'f(if)', 'f(lambda: 1=2)', 'f(a+b=1)', 'f(a := 1)', 'f(a := 1, b=2)', 'f(b=2, a := 1)', 'f(*a := b)', 'f(**a := b)', 'f(a[0]=1)', 'f(not a=1)', 'f(await=1)', 'f(print=1)', 'f(a)(b)[c].d', 'f(a', 'f a', 'f(*a, **b, c=1)', 'f(**a, **b)', 'f(...)', 'f(a:b)', 'f(a; b)', 'f[a](b', 'f(yield)', 'f(x async for x in y)', 'f(def)', 'f(a=b=c)', 'f({a=1})')
snippet('format_strings', 'y = f"{"', 'y = f"{}"', 'y = f"{a b}"', 'y = f"}"', 'y = f"{x!z}"', 'y = f"{x:{y}"', 'y = f"{lambda x: 1}"', 'y = f"{x!r}"', 'y = f"{x!r:>10}"', 'y = f"{x=}"', 'y = f"{x = !r:^20}"', 'y = f"{x!}"', 'y = f"{x!rr}"', 'y = f"{!r}"', 'y = f"{ }"', 'y = f"{=}"', 'y = f"{x:{y:{z:{a}}}}"', 'y = f"{x:{y:{z}}}"', 'y = f"{*a}"', 'y = f"{*a, b}"', 'y = f"{**a}"', 'y = f"{x:=5}"', 'y = f"{(x:=5)}"', 'y = f"{x = }}"', 'y = f"{{x}}"', 'y = f"{{{x}}}"', 'y = f"{{{x}}"', 'y = f"{x}}}"', 'y = f"{a[\'b\']}"', 'y = f"{a!=b}"', 'y = f"{a == b}"', 'y = f"{x:\\x41}"', 'y = f"\\x4{x}"', 'y = f"\\N{DIGIT ONE}{x}"', 'y = f"\\N{x}"', 'y = rf"\\N{x}"', 'y = f"{a)}"', 'y = f"{(a}"', 'y = f"{a]}"', 'y = f"{\'a\' \'b\'}"', 'y = f"{1 +}"', 'y = f"{if}"', 'y = f"{a = 1}"', 'y = f"{a; b}"', 'y = f"{import a}"', 'y = f"{yield}"', 'y = f"{x!r!s}"', 'y = f"{x!s :}"', 'y = f"{x !s}"', 'y = f"{x! s}"', 'y = f"" b""', 'y = b"" f""', 'y = f"a" "b" f"{c}"', 'y = f"""{\nx\n}"""', 'y = f"""{x:\n}"""', 'y = f"{x\n', 'y = f"{x:%H:%M}"', 'y = f"{x:{y}>{z}}"', 'y = f"{{}}{}"', 'y = f"{a:{b!r}}"', 'y = f"{a:{}}"', 'y = f"{a:{b c}}"', 'y = f"{None}"', 'y = f"{a if b else c}"', 'y = f"{a if b}"', 'y = f"{x for x in y}"', 'y = f"{(x for x in y)}"', 'y = f"{[x for x in y]}"', 'y = f"{ {1: 2}[1] }"', 'y = f"{{1: 2}[1]}"', 'y = f"{x:}"', 'y = f"{x::}"', 'y = f"{x!r:{y}{z}}"', 'y = fb"{x}"', 'y = fu"{x}"', 'y = f"{not}"', 'y = f"{await x}"', 'y = f"{...}"', 'y = f"{.5}"', 'y = f"{a.}"', 'y = f"{a..b}"', 'y = f"{$}"', 'y = f"{a?}"', 'y = f"{True=}"', 'y = f"{print x}"')
snippet('strings', 'x = "', 'x = \'', 'x = "\\', 'x = """', 'x = "a" "b"', 'x = "a" b"b"', 'x = b"é"', 'x = b"\\xé"', 'x = "\\x"', 'x = "\\x0"', 'x = "\\u000"', 'x = "\\U0000000"', 'x = "\\U00110000"', 'x = "\\N"', 'x = "\\N{}"', 'x = "\\N{DIGIT ONE"', 'x = "\\N{NO SUCH THING}"', 'x = b"\\N"', 'x = b"\\u"', 'x = b"\\x1"', 'x = r"\\x"', 'x = r"\\"', 'x = "\\777"', 'x = ur"a"', 'x = bu"a"', 'x = rr"a"', 'x = "a"b', 'x = a"b"', 'x = "a\nb"', 'x = \'a"', 'x = """a\'\'\'', 'x = "a" + "b', 'x = "\\8"', 'x = rb"\\x" Rb""', 'x = u"a" U"b"', 'x = "a" "b" + c "d"', 'x = br"é"', 'x = "a"."b"', 'x = "a" 1', 'x = """a"""b"c"', 'x = "\\\n"')
snippet('numbers', 'x = 01', 'x = 1_', 'x = 1__0', 'x = 0b2', 'x = 0xg', 'x = 0o8', 'x = 0_1', 'x = 00', 'x = 1e', 'x = 1.2.3', 'x = 1a', 'x = 0b', 'x = 1_000', 'x = 1_j', 'x = 1L', 'x = 0777', 'x = 0x_f', 'x = 0_', 'x = 1.5e+', 'x = 1e1_0', 'x = 09.5', 'x = 09', 'x = 09j', 'x = 1.a', 'x = 1 .a', 'x = 1..a', 'x = 1if y else 2', 'x = 0x1for y in z', 'x = [0x1for y in z]', 'x = 1 2', 'x = 1.0.a', 'x = .5', 'x = .', 'x = 5.', 'x = 1e-', 'x = 0b1e', 'x = 1or 2', 'x = 1is 2', 'x = 1_0_0.0_1e1_0j', 'x = 0B1_1', 'x = 0XF', 'x = 0o', 'x = 1__', 'x = 1j1', 'x = 0b12', 'x = 0o19', 'x = 1e5x', 'x = 3$', 'x = 0xfg', 'x = 1_.5', 'x = 0._5')
snippet('characters', 'x = a $ b', 'x = a ? b : c', 'x = `a`', 'x = “a”', 'x = ‘a’', 'x = a – b', 'x\u00a0= 1', 'x = 1\u200b', 'x = a → b', 'x = é', 'é = 1', 'x = ½', 'x = a · b', 'x! = 1', 'x = !a', 'x = a!', 'x = a && b', 'x = a || b', 'x++', 'x--', '++x', 'x = a <> b', 'x = a === b', 'x = a !== b', 'x => 1', 'x -> 1', 'x = a ?? b', 'x = @a', 'x = #', 'x = a \\ b', 'x = \\', 'x;', ';x', 'x;;y', '\x0cx = 1', 'x = 1\x0c', 'x = \x01', 'x = 你好', '你好 = 1', '１ = x', 'x = ①', 'ª = 1', 'x = 🙂', 'x = a（b）', 'x，y = 1', 'x = a: b', 'x = (a, b]', 'x = {a)', ')', 'x = a)', '{', 'x = [', 'x = a[', 'pass pass', 'x y', 'x.1', 'x. y', '.x', 'x.', 'x..y', 'x...y', '...', 'x = ....', 'x ** ', '/ x', 'x %', '= 1', 'x =', 'x = = 1', 'x == ', 'x < > y', '& x', 'x not y', 'x not in y', 'x is not not y', 'x not is y', 'not in x', 'x in', 'is x', 'x = not', 'x = not not y', 'x = a + not b', 'x = -not a', 'x = a == not b', 'x = a or', 'and a', 'x = a if b', 'x = a if b else', 'x = if a: b', 'x = a else b', 'x = a if b else c if d', 'x = (a if b else c) = d')
snippet('python_2', 'print "x"', 'print x', 'print "a", b', 'exec "x=1"', 'print >>f, x', 'print', 'print x,', 'raise E, "m"', 'raise E, "m", tb', 'try: pass\nexcept E, e: pass\nexcept: x = 1', 'try: pass\nexcept (A, B), e: x', 'x = `y`', 'x = 0777', 'x = 10L', 'x = ur"a"', 'if x <> y: pass', 'def f(a, (b, c)): pass', 'lambda (a, b): a', 'exec x in y', 'print("x") % y', 'print "x" % y', '[x for x in 1, 2]', 'from a import *, b', 'import a.b as c.d', 'raise E from', 'raise from E', 'raise E from x, y', 'raise E, from x', 'assert a, b, c', 'assert', 'assert (a, b)', 'raise E(), None', 'print not x', 'print -x', 'print (x), y', 'print (x) y', 'exec', 'exec(x) in y', 'exec "x" in y', 'nonlocal = 1', 'async = 1', 'await = 1', 'True = 1', 'None.x = 1', 'as = 1', 'with = 1', 'x.print = 1', 'x.class = 1', 'print = 1', 'exec = x', 'match = 1', 'case = 1', 'type = 1', '_ = 1', 'match.x = case[type]', 'type(x)', 'match(x)', 'match (x), y', 'type = type', 'print x for x in y')
snippet('imports', 'import a,', 'import a.', 'import .a', 'import a as b.c', 'import a as b, c', 'import (a)', 'import *', 'from a import *', 'from a import b,', 'from a import (b)', 'from a import (b,)', 'from a import (b, c', 'from a import ()', 'from a import (*)', 'from . import a', 'from .. import *', 'from .a.b import c as d', 'from a import b as', 'from a import b as c.d', 'from a import b.c', 'from a', 'from import b', 'from a import', 'import', 'import a b', 'import a as', 'import a as 1', 'import a as "b"', 'import None', 'import a.None', 'from None import a', 'from a import None', 'import a as __debug__', 'from a import __debug__', 'import __debug__', 'from __future__ import annotations', 'from __future__ import x', 'from .__future__ import x', 'def f():\n    from a import *', 'class A:\n    from a import *', 'from a import b; from c import *', 'from a import (b as c, d as e,)', 'from a import (b as c d)', 'import a from b', 'from a import b from c', 'import a..b', 'from ..... import a', 'from . a import b', 'from .', 'from a . b import c', 'import a; import b', 'from a import b if c', 'import "a"', 'from "a" import b', 'import a as b as c')
snippet('try_statements', 'try: pass', 'try:\n    pass\nx = 1', 'try: pass\nexcept: pass\nexcept A: pass', 'try: pass\nexcept A: pass\nexcept: pass', 'try: pass\nelse: pass', 'try: pass\nfinally: pass', 'try: pass\nelse: pass\nfinally: pass', 'try: pass\nfinally: pass\nexcept: pass', 'try: pass\nexcept* A: pass', 'try: pass\nexcept* A: pass\nexcept B: pass', 'try: pass\nexcept A: pass\nexcept* B: pass', 'try: pass\nexcept*: pass', 'try: pass\nexcept A as b.c: pass', 'try: pass\nexcept A as 1: pass', 'try: pass\nexcept A as None: pass', 'try: pass\nexcept as b: pass', 'try: pass\nexcept (A, B) as c: pass', 'try: pass\nexcept A, B as c: pass', 'try: pass\nexcept A B: pass', 'except: pass', 'finally: pass', 'else: pass', 'elif x: pass', 'try pass', 'try: pass\nexcept A as (b): pass', 'try: pass\nexcept *A: pass\nelse: pass', 'try: pass\nexcept A: pass\nelse: pass\nelse: pass', 'try: pass\nfinally: pass\nfinally: pass', 'try: pass\nexcept yield: pass', 'try: pass\nexcept A := B: pass', 'try: pass\nexcept (A := B): pass', 'try: pass\nexcept A as __debug__: pass', 'try: pass\nexcept [A]: pass\nelse: pass\nfinally: pass', 'if x: pass\nelse: pass\nelif y: pass', 'if x: pass\nelse: pass\nelse: pass', 'while x: pass\nelif y: pass', 'for x in y: pass\nelse: pass\nelse: pass', 'with a: pass\nelse: pass', 'def f(): pass\nelse: pass', 'if x: pass\n\nelse: pass', 'if x:\npass', 'if x:', 'if: pass', 'if x pass', 'if x: pass; y = 1', 'if x: if y: pass', 'if x: for y in z: pass', 'while: pass', 'else if x: pass', 'if x: pass else: pass', 'if x then: pass', 'class A: class B: pass', 'if x: def f(): pass', 'for x in y: with z: pass', 'if (x: pass', 'if x): pass', 'if x:: pass', 'if x: ; pass', 'if x: pass;', 'while x: pass;;', 'try: pass\nexcept A as b, C: pass')
snippet('except_groups', 'try: pass\nexcept* A: break', 'while 1:\n    try: pass\n    except* A: break', 'while 1:\n    try: pass\n    except* A: continue', 'def f():\n    try: pass\n    except* A: return', 'def f():\n    try: pass\n    except* A:\n        for x in y: break', 'def f():\n    try: pass\n    except* A:\n        def g(): return 1', 'while 1:\n    try: break\n    except* A: pass', 'def f():\n    try: pass\n    except* A: pass\n    else: return', 'def f():\n    try: pass\n    except* A as e:\n        if x: return e', 'def f():\n    for x in y:\n        try: pass\n        except* A:\n            with b: continue', 'def f():\n    try: pass\n    except* A:\n        try: pass\n        finally: return', 'while 1:\n    try: pass\n    except* A:\n        while 2:\n            pass\n        else:\n            break', 'try: pass\nexcept* (A, B): pass', 'try: pass\nexcept* A as b: pass\nelse: pass\nfinally: pass', 'try: pass\nexcept* A:\n    class B:\n        return', 'try: pass\nexcept * A: pass')
snippet('matches', 'match x:\n    case _: pass\n    case 1: pass', 'match x:\n    case a: pass\n    case 1: pass', 'match x:\n    case a if a: pass\n    case 1: pass', 'match x:\n    case 1 | a: pass', 'match x:\n    case a | 1: pass', 'match x:\n    case [a, a]: pass', 'match x:\n    case [a] | [b]: pass', 'match x:\n    case [a] | (a,): pass', 'match x:\n    case [*a, *b]: pass', 'match x:\n    case {"a": 1, "a": 2}: pass', 'match x:\n    case {**a, "b": 1}: pass', 'match x:\n    case {**_}: pass', 'match x:\n    case {a: 1}: pass', 'match x:\n    case {a.b: 1, **c}: pass', 'match x:\n    case A(b=1, b=2): pass', 'match x:\n    case A(b=1, c): pass', 'match x:\n    case A(b, c=d): pass', 'match x:\n    case a.b: pass\n    case _: pass', 'match x:\n    case f"{a}": pass', 'match x:\n    case "a" "b": pass', 'match x:\n    case 1 + 2j: pass', 'match x:\n    case 1j + 2: pass', 'match x:\n    case 1 + 2: pass', 'match x:\n    case -1: pass', 'match x:\n    case +1: pass', 'match x:\n    case -a: pass', 'match x:\n    case a as b: pass', 'match x:\n    case 1 as _: pass', 'match x:\n    case 1 as a.b: pass', 'match x:\n    case (1 as a) | (2 as a): pass', 'match x:\n    case 1 as a | 2: pass', 'match x:\n    case a as b: pass\n    case 1: pass', 'match x:\n    case *a: pass', 'match x:\n    case *a,: pass', 'match x:\n    case (*a): pass', 'match x:\n    case a, b: pass', 'match x:\n    case 1:\n    case 2: pass', 'match x:\n    pass', 'match x:', 'match x:\n    case: pass', 'match: \n    case 1: pass', 'match x: case 1: pass', 'match x, y:\n    case 1, 2: pass', 'match *x:\n    case 1: pass', 'match *x, y:\n    case 1: pass', 'match x := 1:\n    case 1: pass', 'match x:\n    case 1 if y := 2: pass', 'match x:\n    case 1 | 2 | 3: pass', 'match x:\n    case _ | 1: pass', 'match x:\n    case (a): pass\n    case 1: pass', 'match x:\n    case [_, _]: pass\n    case {}: pass', 'match x:\n    case None | True: pass', 'match x:\n    case a(): pass', 'match x:\n    case a().b: pass', 'match x:\n    case a[0]: pass', 'match x:\n    case a + b: pass', 'match x:\n    case not a: pass', 'match x:\n    case {"a": b, **b}: pass', 'match x:\n    case A(b, b=b): pass', 'match x:\n    case (a, (b, a)): pass', 'match x:\n    case 1:\n        pass\n    else: pass', 'match x:\n    case {1: a, 2: a}: pass', 'match x:\n    case {-1: _}: pass', 'match x:\n    case {"a" "b": _}: pass', 'match x:\n    case {None: a, None: b}: pass', 'match x:\n    case [(a as b), *_]: pass', 'match x:\n    case __debug__: pass', 'match x:\n    case [a, b] as a: pass', 'match x:\n    case A(**b): pass', 'match x:\n    case A(*b): pass', 'match x:\n    case lambda: 1: pass', 'match x:\n    case ...: pass', 'match x:\n    case b"a": pass', 'match x:\n    case A(b=): pass', 'match x:\n    case {"a"}: pass', 'match x:\n    case "a" b"c": pass', 'match x:\n    case 1, *_, 2 if y: pass\n    case _: pass')
snippet('type_parameters', 'def f[T](a: T): pass', 'class A[T]: pass', 'type A = int', 'type A[T] = list[T]', 'def f[](a): pass', 'def f[T, T](a): pass', 'def f[*T, **P](): pass', 'def f[*T: int](): pass', 'def f[T: int](): pass', 'def f[T: (yield)](): pass', 'type A = (yield)', 'type A = (x := 1)', 'type A', 'type A.b = 1', 'type A =', 'type A: int = 1', 'class A[T](x := 1): pass', 'class A[T]((yield)): pass', 'def f[T: await x](): pass', 'def f[1](): pass', 'def f[T.x](): pass', 'def f[T,](): pass', 'class A[T: (x := 1)]: pass', 'type A[T: int, *U, **V] = 1', 'type __debug__ = 1', 'def f[T](a: (yield)): pass', 'def f[T]:\n    pass', 'class A[T]():\n    def f[T](self): nonlocal T', 'type = 1', 'type[int]', 'type A = B = C', 'type A += 1', 'type None = 1', 'def f[lambda](): pass')
snippet('comprehensions', '[x for 1 in y]', '[x for f() in y]', '[x for x in y, z]', '[x for x in y if]', '[x for x y]', '[for x in y]', '[x, y for x in z]', '[(x, y) for x in z]', '{x: y for x in z}', '{x: y, z for x in z}', '{x for x in y}', '(x for x in y)', 'x for x in y', '[x for x in y for z in x if z if x]', '[x if y for x in z]', '[x if y else z for x in z]', '[x for x in *y]', '[x for *x in y]', '[x for *x, z in y]', '[x for x in lambda: y]', '[x for x in y if lambda: z]', '[x for x in y if a else b]', '[x for x in (a if b else c)]', '[x for x in a if b else c]', '[x for x.y in z]', '[x for x[0] in z]', '[x for (x) in z]', '[x for (x, [y]) in z]', '[x for None in z]', '[*x for x in y]', '{**x for x in y}', '{*x for x in y}', '[x for x in y] = 1', '[x for x in y for]', '[x for in y]', '{x: *y for x in z}', '{x: y for x, y in z if x}', '[yield x for x in y]', '[x for x in yield y]', '[lambda: x for x in y]', '[x async for x in y]', '[x for x in y async for z in x]', '(x for x in y for z in w) + 1', '[x := 1 for y in z]', '{x: y for x in z, }', '[x for x in y, ]', '[x for __debug__ in y]', '[x for x not in y]', '[x for x in y z]', '[x for x, in y]', '[x for x in y if z = 1]', '{**a, b: c for b in d}', '{a: b, **c for c in d}', '[[x for x in y] for y in z', '{x for x in y: z}', 'dict(x: y for x in z)', '(x, for x in y)')
snippet('decorators', '@', '@a\nx = 1', '@a\n@b\ndef f(): pass', '@a.b(c)[d]\nclass A: pass', '@a := b\ndef f(): pass', '@(yield)\ndef f(): pass', '@a b\ndef f(): pass', '@a def f(): pass', '@a\n\ndef f(): pass', '@a\n# why\ndef f(): pass', '@a\nif x: pass', '@a,\ndef f(): pass', '@a, b\ndef f(): pass', '@*a\ndef f(): pass', '@lambda f: f\ndef f(): pass', '@a if b else c\ndef f(): pass', '@a\nasync def f(): pass', '@a\nasync for x in y: pass', '@a;\ndef f(): pass', '@1\ndef f(): pass', '@"a"\ndef f(): pass', '@a = 1\ndef f(): pass', '@a.\ndef f(): pass', '@not a\ndef f(): pass', '@a\nlambda: 0', '@await a\ndef f(): pass', '@a\nwith b: pass', '@@a\ndef f(): pass', '@a\npass', '@None\nclass A: pass')


@kind
def deep_nesting(source):
    depth = random.choice([18, 19, 20, 22, 25, 90, 98, 99, 100, 101, 110, 190, 199, 200, 201, 210, 300])
    form = random.choice(['for x in y:', 'while x:', 'with x:', 'if x:', 'try:', 'brackets', 'brackets', 'lists'])
    if form == 'brackets':
        return source + '\nx = ' + '(' * depth + '1' + ')' * depth + '\n'
    if form == 'lists':
        return source + '\nx = ' + '[(' * (depth // 2) + '1' + ')]' * (depth // 2) + '\n'
    lines = [' ' * level + form for level in range(depth)] + [' ' * depth + 'pass']
    if form == 'try:':
        lines += [' ' * level + 'finally: pass' for level in reversed(range(depth))]
    return source + '\n' + '\n'.join(lines) + '\n'


@kind
def encoding_declared(source):
    return random.choice(['# coding: ', '#!/usr/bin/python\n# -*- coding: ', '# vim: set fileencoding=', '\n# coding=', 'x = 1\n# coding: ']) + random.choice(['utf-8', 'latin-1', 'no-such-thing', 'utf_8', 'cp1252', 'klingon', 'ascii', 'iso-8859-15', 'x-unknown']) + ' \n' + ''.join(c for c in source if ord(c) < 128)


def originals(limit=50):
    """A sample of the library's files, the same for a seed."""
    library = sysconfig.get_path('stdlib')
    paths = []
    for folder in ('', 'asyncio', 'json', 'email', 'http', 'unittest', 'concurrent/futures', 'importlib', 'logging', 'test'):
        path = os.path.join(library, folder)
        paths += [os.path.join(path, name) for name in (sorted(os.listdir(path)) if os.path.isdir(path) else []) if name.endswith('.py')]
    random.shuffle(paths)
    found = []
    for file in paths:
        if len(found) < limit and 600 < os.path.getsize(file) < 30000:
            try:
                source = open(file, encoding='utf-8').read()
                compile(source, file, 'exec', dont_inherit=True)
                tokens(source)
                found.append(source)
            except (SyntaxError, ValueError, UnicodeDecodeError):
                continue
    return found


def main():
    count, seed = (int(argument) for argument in (sys.argv[1:3] + ['20', '7'][len(sys.argv[1:3]):]))
    kinds = sys.argv[3:] or sorted(KINDS)
    random.seed(seed)
    sources = originals()
    for name in kinds:
        random.seed(f'{seed} {name}')
        made = attempts = 0
        while made < count and attempts < 40 * count:
            attempts += 1
            source = random.choice(sources)
            mutant = KINDS[name](source)
            if mutant is None or mutant == source:
                continue
            try:
                compile(mutant.encode(), 'mutant.py', 'exec', dont_inherit=True)
                accepted = True
            except (SyntaxError, ValueError):
                accepted = False
            except (RecursionError, MemoryError, SystemError):
                continue
            made += 1
            print(json.dumps({'kind': name, 'accepted': accepted, 'text': mutant}))


main()

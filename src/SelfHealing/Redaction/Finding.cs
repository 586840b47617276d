using System.Runtime.InteropServices;

namespace SelfHealing.Redaction;

/// <summary>A secret in a text: from <paramref name="Start"/> up to, without, <paramref name="End"/>.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct Finding(int Start, int End, SecretKind Kind);

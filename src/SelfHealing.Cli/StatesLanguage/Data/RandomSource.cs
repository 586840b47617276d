namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The randomness of one execution, shared by its branches.</summary>
sealed class RandomSource(Random random)
{
    readonly Lock gate = new();

    /// <summary>From 0 up to but not including 1.</summary>
    public double NextDouble()
    {
        lock (gate)
            return random.NextDouble();
    }

    /// <summary>A random version 4 UUID.</summary>
    public string NextUuid()
    {
        var bytes = new byte[16];
        lock (gate)
            random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}

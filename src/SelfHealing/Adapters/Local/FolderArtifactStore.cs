using SelfHealing.Ports;

namespace SelfHealing.Adapters.Local;

/// <summary>Artifacts as files of a folder: <c>FOLDER/KIND/SHA256</c>. A link to one is its path, for whoever may read the folder.</summary>
public sealed class FolderArtifactStore(string folder) : IArtifactStore, IArtifactLinks
{
    /// <inheritdoc/>
    public async Task<string> PutAsync(string kind, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var reference = ArtifactReference.To(kind, content.Span);
        var path = PathOf(reference);
        if (File.Exists(path))
            return reference;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            // Written aside and moved, so that a killed process leaves no half of an artifact.
            var aside = $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.new";
            await File.WriteAllBytesAsync(aside, content, cancellation);
            File.Move(aside, path, overwrite: true);
            return reference;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The artifact folder {folder} cannot be written: {problem.Message}", problem);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]> GetAsync(string reference, CancellationToken cancellation)
    {
        var path = PathOf(reference);
        try
        {
            return await File.ReadAllBytesAsync(path, cancellation);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ArtifactNotFoundException($"The artifact {reference} is not in {folder}.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The artifact {path} cannot be read: {problem.Message}", problem);
        }
    }

    /// <inheritdoc/>
    public Task<Uri> ToReadAsync(string reference, TimeSpan lifetime) => Task.FromResult(new Uri(Path.GetFullPath(PathOf(reference))));

    /// <inheritdoc/>
    public Task<Uri> ToWriteAsync(string reference, TimeSpan lifetime)
    {
        var path = Path.GetFullPath(PathOf(reference));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return Task.FromResult(new Uri(path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The artifact folder {folder} cannot be written: {problem.Message}", problem);
        }
    }

    string PathOf(string reference) => Path.Combine(folder, ArtifactReference.Checked(reference));
}

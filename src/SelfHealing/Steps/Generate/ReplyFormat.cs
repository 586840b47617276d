namespace SelfHealing.Steps.Generate;

/// <summary>The form in which a model is asked to answer; <see cref="ReplyReader"/> reads it, and much that only resembles it.</summary>
public static class ReplyFormat
{
    /// <summary>The form, described for the model.</summary>
    public const string Instructions = """
        Answer in plain text, in this form:

        ROOT CAUSE: why the program crashed, in one to three sentences.
        CONFIDENCE: a number from 0 to 1, how sure you are that the change is right.

        Then one or more blocks, each with the path of the file on the line above it:

        src/example.py
        <<<<<<< SEARCH
            last = items[len(items)]
        =======
            last = items[len(items) - 1]
        >>>>>>> REPLACE

        Rules for blocks:
        - SEARCH holds whole lines, copied exactly from the file, with their indentation, and no line numbers. They must stand once in the
          file: add lines around them until they do. Keep blocks small.
        - REPLACE holds the lines that are to stand there instead. Write every line in full; never leave code out with "..." or a comment.
        - An empty SEARCH creates a new file. An empty REPLACE deletes the lines.
        - Paths are relative to the root of the repository, with forward slashes.
        - If the code itself holds a line of seven equals signs, use nine characters in all three marker lines of the block.

        If no change of this code would be right, write instead of blocks:

        ABSTAIN: why not, in one or two sentences.
        """;
}

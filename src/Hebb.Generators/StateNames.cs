using System.Text;

namespace Hebb.Generators;

/// <summary>PyTorch's spelling of C#'s names.</summary>
static class StateNames
{
    /// <summary>
    /// firstBlock and FirstBlock are first_block, _hidden is hidden, GRULayer is gru_layer, conv1 is conv1 and Conv2dBlock is conv2d_block: a word begins at a capital behind a small letter or a
    /// digit, and at the last of several capitals.
    /// </summary>
    public static string Of(string name)
    {
        string trimmed = name.TrimStart('_');
        if (trimmed.Length == 0) return name;
        var text = new StringBuilder(trimmed.Length + 4);
        for (int i = 0; i < trimmed.Length; i++)
        {
            char letter = trimmed[i];
            if (i > 0 && char.IsUpper(letter))
            {
                char before = trimmed[i - 1];
                bool beginsWord = char.IsLower(before) || char.IsDigit(before) || (char.IsUpper(before) && i + 1 < trimmed.Length && char.IsLower(trimmed[i + 1]));
                if (beginsWord) text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    /// <summary>Whether a module takes the name for a part.</summary>
    public static bool IsValid(string? name) => !string.IsNullOrEmpty(name) && name!.IndexOf('.') < 0;
}

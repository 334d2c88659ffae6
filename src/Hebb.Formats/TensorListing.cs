namespace Hebb.Formats;

/// <summary>Collects what a file holds: tensors with the way to load each, other values, and what cannot be read. Every name is there once.</summary>
sealed class TensorListing(string source)
{
    const int Max = 250_000;
    const long MaxNameCharacters = 32L << 20;

    readonly List<TensorEntry> entries = [];
    readonly List<Func<Tensor>> loads = [];
    readonly List<KeyValuePair<string, object?>> values = [];
    readonly List<SkippedEntry> skipped = [];
    readonly HashSet<string> names = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    long nameCharacters;

    public IReadOnlyList<TensorEntry> Entries => entries;

    public IReadOnlyList<KeyValuePair<string, object?>> Values => values;

    public IReadOnlyList<SkippedEntry> Skipped => skipped;

    /// <summary>Adds a tensor. The shape is that of the loaded tensor.</summary>
    public void Add(string name, StoredType type, Shape shape, Func<Tensor> load, long offset)
    {
        Take(name, offset);
        entries.Add(new TensorEntry(name, type, shape));
        loads.Add(load);
    }

    public void AddValue(string name, object? value, long offset)
    {
        Take(name, offset);
        values.Add(new(name, value));
    }

    /// <summary>Adds texts: one by its name, several by the name and a number.</summary>
    public void AddTexts(string name, IReadOnlyList<string> texts, bool isOne, long offset)
    {
        for (int i = 0; i < texts.Count; i++) AddValue(isOne ? name : Free(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}.{i}")), texts[i], offset);
    }

    public void Skip(string name, string reason, long offset)
    {
        Take(name, offset);
        skipped.Add(new SkippedEntry(name, reason));
    }

    public Tensor Load(int index) => loads[index]();

    /// <summary>A name that is not taken: the name itself, or with " (2)", " (3)" … behind it. For formats in which nothing keeps two things from having one name.</summary>
    public string Free(string name)
    {
        if (!names.Contains(name)) return name;
        string free;
        int number = numbers.GetValueOrDefault(name, 1);
        do free = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} ({++number})");
        while (names.Contains(free));
        numbers[name] = number;
        return free;
    }

    void Take(string name, long offset)
    {
        nameCharacters += name.Length;
        if (names.Count >= Max || nameCharacters > MaxNameCharacters) throw new FormatErrorException(source, offset, $"the file holds more than {Max} things, or their names take more than {MaxNameCharacters} letters");
        if (!names.Add(name)) throw new FormatErrorException(source, offset, $"the name '{name}' stands there twice", "The file is damaged.");
    }
}

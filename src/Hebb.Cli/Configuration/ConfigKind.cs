namespace Hebb.Cli.Configuration;

/// <summary>The kinds of values in a configuration.</summary>
enum ConfigKind
{
    /// <summary>A JSON string.</summary>
    Text,

    /// <summary>A JSON number without a fraction.</summary>
    Whole,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>A JSON array of layers.</summary>
    List,
}

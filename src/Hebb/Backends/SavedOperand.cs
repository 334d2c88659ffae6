namespace Hebb.Backends;

/// <summary>What a unary kernel's gradient needs besides dy.</summary>
internal enum SavedOperand
{
    /// <summary>Nothing: the saved pointer is not read and may be null.</summary>
    None,

    /// <summary>The function's input x.</summary>
    Input,

    /// <summary>The function's output y.</summary>
    Output,
}

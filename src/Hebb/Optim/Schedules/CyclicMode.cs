namespace Hebb.Optim;

/// <summary>How the height of a <see cref="CyclicLR"/>'s cycles changes.</summary>
public enum CyclicMode
{
    /// <summary>It stays.</summary>
    Triangular,

    /// <summary>It is halved after each cycle.</summary>
    Triangular2,

    /// <summary>It is multiplied by γ at every step.</summary>
    ExpRange,
}

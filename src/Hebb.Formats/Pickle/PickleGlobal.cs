namespace Hebb.Formats;

/// <summary>A name from a Python module that a pickle may refer to, and what calling it gives. Nothing else can be called.</summary>
/// <param name="Name">Its full name, such as "numpy.ndarray".</param>
/// <param name="Call">Makes a value from the arguments.</param>
/// <param name="TakesForeign">Whether it can do with arguments that Hebb does not know; otherwise they make its result one of them.</param>
sealed record PickleGlobal(string Name, Func<object?[], PickleMachine, object?> Call, bool TakesForeign = false);

/// <summary>A value that a pickle completes after it was made (Python's <c>__setstate__</c>).</summary>
interface IPickleState
{
    /// <summary>Takes the state.</summary>
    void SetState(object? state, PickleMachine machine);
}

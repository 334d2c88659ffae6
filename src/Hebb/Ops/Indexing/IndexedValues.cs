namespace Hebb;

/// <summary>Values chosen along an axis, and where they stood.</summary>
/// <param name="Values">The values; gradients flow through them.</param>
/// <param name="Indices">Their Int64 indices along the axis.</param>
public readonly record struct IndexedValues(Tensor Values, Tensor Indices);

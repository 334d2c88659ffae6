namespace Hebb.Formats;

/// <summary>The number types that tensor files store. Hebb computes with fewer (<see cref="DType"/>): what it has not is widened when it is read.</summary>
public enum StoredType : byte
{
    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>Signed byte; read as Int32.</summary>
    Int8,

    /// <summary>Unsigned byte.</summary>
    UInt8,

    /// <summary>Signed 16-bit integer; read as Int32.</summary>
    Int16,

    /// <summary>Unsigned 16-bit integer; read as Int32.</summary>
    UInt16,

    /// <summary>Signed 32-bit integer.</summary>
    Int32,

    /// <summary>Unsigned 32-bit integer; read as Int64.</summary>
    UInt32,

    /// <summary>Signed 64-bit integer.</summary>
    Int64,

    /// <summary>Unsigned 64-bit integer; read as Int64, and refused if a value is beyond its range.</summary>
    UInt64,

    /// <summary>IEEE 754 binary16.</summary>
    Float16,

    /// <summary>The upper half of a binary32.</summary>
    BFloat16,

    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary64.</summary>
    Float64,

    /// <summary>Two binary32, real and imaginary part; read as Float32 with a last axis of 2.</summary>
    Complex64,

    /// <summary>Two binary64, real and imaginary part; read as Float64 with a last axis of 2.</summary>
    Complex128,

    /// <summary>One byte: 4 bits of exponent, 3 of fraction, no infinities (float8_e4m3fn); read as Float32.</summary>
    Float8E4M3,

    /// <summary>One byte: 5 bits of exponent, 2 of fraction (float8_e5m2); read as Float32.</summary>
    Float8E5M2,
}

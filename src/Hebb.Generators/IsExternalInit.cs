namespace System.Runtime.CompilerServices;

/// <summary>What the compiler wants for records, and .NET Standard 2.0 does not have.</summary>
static class IsExternalInit;
